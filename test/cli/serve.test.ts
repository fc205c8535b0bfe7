import { describe, expect, it } from 'vitest'
import { serve } from '../../src/cli/serve.ts'
import { runCommand } from './run-command.ts'

const flags = (...args: string[]) => ['--webhook-url', 'https://here', '--log-level', 'error', ...args]

describe('the server does not start, and says why, when', () => {
  it.each<[string, string[], number, string[]]>([
    [
      'flags are wrong, all of them',
      ['--objcts=x', '--port=0'],
      2,
      [
        'unknown flag: --objcts; did you mean --objects?',
        expect.stringContaining('Configured port is invalid: the port should be in the range of 1 and 65535'),
        expect.stringContaining("failed to start webhooks as both 'url' and 'namespace/name' of webhook are empty"),
      ],
    ],
    [
      'there is no cluster',
      flags('--certificate-folder', '/tmp/none'),
      1,
      [
        'unable to build k8s config: there is no service account of a pod here: set --kubeconfig, or --master, or --objects',
      ],
    ],
    [
      'the kubeconfig is not there',
      flags('--certificate-folder', '/tmp/none', '--kubeconfig', '/nowhere'),
      1,
      [expect.stringMatching(/^unable to build k8s config: .*\/nowhere/)],
    ],
    [
      'the certificate is not there',
      flags('--objects', 'examples', '--tls-cert-file', '/a', '--tls-private-key-file', '/b', '--ca-cert-file', '/c'),
      1,
      [
        'failed to read cacert file (/c): open /c: no such file or directory',
        'failed to read cert file (/a): open /a: no such file or directory',
        'failed to read key file (/b): open /b: no such file or directory',
      ],
    ],
    [
      'the address is not of this machine',
      flags('--objects', 'examples', '--listen-address', '192.0.2.1'),
      1,
      [expect.stringMatching(/^failed to listen on 192\.0\.2\.1:8443: .*EADDRNOTAVAIL/)],
    ],
  ])('%s', async (_, args, wantCode, wantComplaints) => {
    const { code, complaints } = await runCommand(serve, args)
    expect({ code, complaints }).toEqual({ code: wantCode, complaints: wantComplaints })
  })
})

it.each([
  ['--help', 'vc-webhook-manager'],
  ['--version', 'development'],
])('%s is answered whatever else is wrong', async (flag, want) => {
  const { code, output } = await runCommand(serve, ['--port=0', flag])
  expect({ code, output }).toEqual({ code: 0, output: [expect.stringContaining(want)] })
})
