import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { findFreePorts } from '../control-plane/free-ports.ts'
import { waitUntil } from '../control-plane/wait-until.ts'

const folder = mkdtempSync(join(tmpdir(), 'without-api-server-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Probed = Readonly<{ code: number | undefined; text: string }>

/** What a probe of the kubelet gets; undefined while nobody listens. */
const get = (port: number, path: string): Promise<Probed | undefined> =>
  new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, async (response) => {
      let text = ''
      for await (const chunk of response) text += chunk
      resolve({ code: response.statusCode, text })
    })
    asked.on('error', () => resolve(undefined)).end()
  })

it('a server whose API server is away is alive, says why it is not ready, and ends in good order', async () => {
  const [port = 0, healthPort = 0, nobody = 0] = await findFreePorts(3)
  const kubeconfig = join(folder, 'kubeconfig')
  const cluster = { name: 'away', cluster: { server: `https://127.0.0.1:${nobody}` } }
  const user = { name: 'nobody', user: { token: 'none' } }
  const context = { name: 'away', context: { cluster: 'away', user: 'nobody' } }
  const config = { clusters: [cluster], users: [user], contexts: [context], 'current-context': 'away' }
  writeFileSync(kubeconfig, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...config }))
  const server = spawn(process.execPath, [
    ...['src/main.ts', 'serve', '--kubeconfig', kubeconfig, '--listen-address', '127.0.0.1', '--port', String(port)],
    ...['--webhook-namespace', 'volcano-system', '--webhook-service-name', 'admission', '--shutdown-delay', '1ms'],
    ...['--enable-healthz', '--healthz-address', `127.0.0.1:${healthPort}`, '--log-level', 'error'],
  ])
  const ended = once(server, 'exit')

  const alive = await waitUntil('the server lives', () => get(healthPort, '/livez'))
  const ready = await get(healthPort, '/readyz')
  server.kill('SIGTERM')
  const [code] = await ended

  expect(alive).toEqual({ code: 200, text: 'ok' })
  expect(ready).toEqual({
    code: 503,
    text: [
      '[+]ping ok',
      '[-]cache-synced failed: the objects of the cluster are still being read',
      '[-]certificate-valid failed: there is none yet',
      '[-]webhooks-served failed: the webhooks are not served yet',
      '[+]not-draining ok',
      'readyz check failed\n',
    ].join('\n'),
  })
  expect(code).toBe(0)
}, 20_000)
