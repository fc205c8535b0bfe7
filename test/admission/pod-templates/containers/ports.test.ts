import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { aContainer, sentencesOnContainer } from '../sentences.ts'

describe('a port is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    ['it has a number alone', { ports: [{ containerPort: 80 }] }],
    [
      'numbers and protocols are at their limits',
      {
        ports: [
          { containerPort: 1 },
          { containerPort: 65535, hostPort: 65535, protocol: 'SCTP' },
          { containerPort: 1, protocol: 'UDP' },
        ],
      },
    ],
    ['its name has 15 characters, one of them a letter', { ports: [{ name: '1234567890-234a', containerPort: 80 }] }],
    ['two ports have no name', { ports: [{ containerPort: 80 }, { name: '', containerPort: 81 }] }],
    [
      'two ports take one number of the node at different addresses or protocols',
      {
        ports: [
          { containerPort: 80, hostPort: 80 },
          { containerPort: 80, hostPort: 80, protocol: 'UDP' },
          { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' },
        ],
      },
    ],
    [
      'the pod is in the network of the node and the numbers agree',
      { ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }] },
      { hostNetwork: true },
    ],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('a port is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    [
      'it has no number',
      { ports: [{ name: 'http' }] },
      ['ports[0].containerPort: Required value: give the port at which the container listens, from 1 to 65535'],
    ],
    [
      'numbers are beyond the limits',
      { ports: [{ containerPort: 65536 }, { containerPort: -1, hostPort: 70000 }] },
      [
        'ports[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive',
        'ports[1].containerPort: Invalid value: -1: must be between 1 and 65535, inclusive',
        'ports[1].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      ],
    ],
    [
      'its protocol is unknown',
      { ports: [{ containerPort: 80, protocol: 'tcp' }] },
      ['ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"'],
    ],
    [
      'its name is long, without letters and with hyphens at all places',
      { ports: [{ name: '-1234567890--12-', containerPort: 80 }] },
      [
        'ports[0].name: Invalid value: "-1234567890--12-": must be no more than 15 characters',
        'ports[0].name: Invalid value: "-1234567890--12-": must contain at least one letter (a-z)',
        'ports[0].name: Invalid value: "-1234567890--12-": must not contain consecutive hyphens',
        'ports[0].name: Invalid value: "-1234567890--12-": must not begin or end with a hyphen',
      ],
    ],
    [
      'its name has capitals',
      { ports: [{ name: 'HTTP', containerPort: 80 }] },
      [
        'ports[0].name: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
        'ports[0].name: Invalid value: "HTTP": must contain at least one letter (a-z)',
      ],
    ],
    [
      'another has its name',
      {
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'http', containerPort: 81 },
        ],
      },
      ['ports[1].name: Duplicate value: "http": another port of the container has this name, rename one of them'],
    ],
    [
      'another container takes its port of the node',
      { ports: [{ containerPort: 80, hostPort: 80 }] },
      [
        'containers[1].ports[1].hostPort: Duplicate value: "TCP//80": another port of the pod takes this one of the node, change one of them',
      ],
      {
        containers: [
          aContainer({ ports: [{ containerPort: 80, hostPort: 80 }] }),
          aContainer({
            name: 'other',
            ports: [{ containerPort: 90 }, { containerPort: 81, hostPort: 80, protocol: 'TCP' }],
          }),
        ],
      },
    ],
    [
      'the pod is in the network of the node and the numbers differ',
      { ports: [{ containerPort: 80, hostPort: 8080 }] },
      [
        'ports[0].hostPort: Invalid value: 8080: must match `containerPort` when `hostNetwork` is true; leave hostPort out',
      ],
      { hostNetwork: true },
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
