import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { sentencesOnContainer } from '../sentences.ts'

describe('a probe or hook is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    [
      'it does one thing',
      {
        livenessProbe: { exec: { command: ['true'] } },
        readinessProbe: { httpGet: { port: 80 } },
        startupProbe: { tcpSocket: { port: 'http' } },
      },
    ],
    [
      'an HTTP request says all',
      {
        livenessProbe: {
          httpGet: {
            port: 'http',
            path: '/ready',
            host: 'a',
            scheme: 'HTTPS',
            httpHeaders: [{ name: 'X-A', value: 'b' }],
          },
        },
      },
    ],
    [
      'it asks by gRPC',
      {
        livenessProbe: {
          grpc: { port: 65535, service: 's' },
          initialDelaySeconds: 0,
          timeoutSeconds: 1,
          periodSeconds: 0,
          successThreshold: 1,
          failureThreshold: 0,
          terminationGracePeriodSeconds: 1,
        },
      },
    ],
    ['readiness takes several successes', { readinessProbe: { exec: { command: ['true'] }, successThreshold: 3 } }],
    [
      'hooks run a command, ask, or sleep as long as the pod may take to end',
      { lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { sleep: { seconds: 40 } } } },
      { terminationGracePeriodSeconds: 40 },
    ],
    ['a signal stops it on Linux', { lifecycle: { stopSignal: 'SIGRTMIN+15' } }, { os: { name: 'linux' } }],
    ['a signal stops it on Windows', { lifecycle: { stopSignal: 'SIGKILL' } }, { os: { name: 'windows' } }],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('a probe or hook is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    [
      'it does nothing',
      { livenessProbe: {}, lifecycle: { preStop: {} } },
      [
        'lifecycle.preStop: Required value: must specify a handler type; take one, such as exec or httpGet',
        'livenessProbe: Required value: must specify a handler type; take one, such as exec or httpGet',
      ],
    ],
    [
      'it does two things, of which the first counts',
      {
        livenessProbe: { exec: {}, httpGet: {}, tcpSocket: {}, grpc: {} },
        lifecycle: { postStart: { tcpSocket: { port: 0 }, sleep: {} } },
      },
      [
        'lifecycle.postStart.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive',
        'lifecycle.postStart.sleep: Forbidden: may not specify more than 1 handler type; keep tcpSocket or sleep',
        'livenessProbe.exec.command: Required value: give the command and its arguments as a list',
        'livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type; keep exec or httpGet',
        'livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type; keep exec or tcpSocket',
        'livenessProbe.grpc: Forbidden: may not specify more than 1 handler type; keep exec or grpc',
      ],
    ],
    [
      'ports are none',
      {
        livenessProbe: { httpGet: {} },
        readinessProbe: { tcpSocket: { port: '80' } },
        startupProbe: { grpc: { port: 65536 } },
      },
      [
        'livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive',
        'readinessProbe.tcpSocket.port: Invalid value: "80": must contain at least one letter (a-z)',
        'startupProbe.grpc.port: Invalid value: 65536: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'an HTTP request is none',
      { livenessProbe: { httpGet: { port: 80, scheme: 'http', httpHeaders: [{ name: 'a b' }, {}] } } },
      [
        'livenessProbe.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"',
        `livenessProbe.httpGet.httpHeaders[0].name: Invalid value: "a b": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')`,
        `livenessProbe.httpGet.httpHeaders[1].name: Invalid value: "": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')`,
      ],
    ],
    [
      'counts are negative',
      {
        readinessProbe: {
          exec: { command: ['true'] },
          initialDelaySeconds: -1,
          timeoutSeconds: -2,
          periodSeconds: -3,
          successThreshold: -4,
          failureThreshold: -5,
        },
      },
      [
        'readinessProbe.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0',
        'readinessProbe.timeoutSeconds: Invalid value: -2: must be greater than or equal to 0',
        'readinessProbe.periodSeconds: Invalid value: -3: must be greater than or equal to 0',
        'readinessProbe.successThreshold: Invalid value: -4: must be greater than or equal to 0',
        'readinessProbe.failureThreshold: Invalid value: -5: must be greater than or equal to 0',
      ],
    ],
    [
      'it waits for several successes to know that it lives',
      {
        livenessProbe: { exec: { command: ['true'] }, successThreshold: 2 },
        startupProbe: { exec: { command: ['true'] }, successThreshold: 2 },
      },
      [
        'livenessProbe.successThreshold: Invalid value: 2: must be 1; only readiness probes can wait for several successes',
        'startupProbe.successThreshold: Invalid value: 2: must be 1; only readiness probes can wait for several successes',
      ],
    ],
    [
      'readiness ends containers',
      { readinessProbe: { exec: { command: ['true'] }, terminationGracePeriodSeconds: 1 } },
      [
        'readinessProbe.terminationGracePeriodSeconds: Invalid value: 1: must not be set for readinessProbes; such a probe never ends a container',
      ],
    ],
    [
      'it leaves no time to end',
      { livenessProbe: { exec: { command: ['true'] }, terminationGracePeriodSeconds: 0 } },
      ['livenessProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0'],
    ],
    [
      'a hook sleeps for no time, or longer than the pod may take',
      { lifecycle: { postStart: { sleep: { seconds: 0 } }, preStop: { sleep: { seconds: 31 } } } },
      [
        'lifecycle.postStart.sleep: Invalid value: 0: must be greater than 0 and less than terminationGracePeriodSeconds (30). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.',
        'lifecycle.preStop.sleep: Invalid value: 31: must be greater than 0 and less than terminationGracePeriodSeconds (30). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.',
      ],
    ],
    [
      'a signal stops it on nobody knows what',
      { lifecycle: { stopSignal: 'SIGTERM' } },
      [
        'lifecycle.stopSignal: Forbidden: may not be set for containers with empty `spec.os.name`; set it to linux or windows',
      ],
    ],
    [
      'a signal is none of the system',
      { lifecycle: { stopSignal: 'SIGHUP' } },
      ['lifecycle.stopSignal: Unsupported value: "SIGHUP": supported values: "SIGKILL", "SIGTERM"'],
      { os: { name: 'windows' } },
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
