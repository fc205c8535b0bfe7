import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

const n = (length: number) => 'n'.repeat(length)

describe('a pod is fine with', () => {
  it.each<[string, PodSpec]>([
    [
      'empty texts, which get the defaults',
      { restartPolicy: '', dnsPolicy: '', hostname: '', subdomain: '', serviceAccountName: '' },
    ],
    ['any grace period', { terminationGracePeriodSeconds: -1 }],
    ['a deadline', { activeDeadlineSeconds: 2147483647 }],
    ['the nearest deadline', { activeDeadlineSeconds: 1 }],
    ['2048 characters of domains', { dnsConfig: { searches: [...Array(8).fill(n(227)), n(224)] } }],
    ['names', { hostname: 'h', subdomain: 's', serviceAccountName: 'a.b', serviceAccount: 'IGNORED' }],
    ['pull secrets, whatever their names', { imagePullSecrets: [{ name: '' }, { name: 'A B' }, {}] }],
    ['gates of readiness', { readinessGates: [{ conditionType: 'x.io/Ready' }] }],
    ['a group', { schedulingGroup: { podGroupName: 'g' } }],
    ['lines of a hosts file', { hostAliases: [{ ip: '::1', hostnames: ['a.b'] }, { ip: '10.0.0.1' }] }],
    ['a host name of 64 characters', { hostnameOverride: `${n(62)}.a` }],
    ['DNS of its own', { dnsPolicy: 'None', dnsConfig: { nameservers: ['1.1.1.1'] } }],
    [
      'more DNS',
      {
        dnsConfig: {
          nameservers: ['1.1.1.1', '::1', '1.0.0.1'],
          searches: Array(32).fill('a.b.'),
          options: [{ name: 'ndots' }],
        },
      },
    ],
    ['users of its own', { hostUsers: false }],
    ['users of the host', { hostUsers: true, hostNetwork: true, hostPID: true, hostIPC: true }],
    ['devices and users of the host', { containers: [aContainer({ volumeDevices: [] })], hostUsers: false }],
  ])('%s', (_, spec) => {
    expect(sentencesOn({ containers: [aContainer()], ...spec })).toEqual([])
  })
})

describe('a pod is refused with', () => {
  it.each<[string, PodSpec, string[]]>([
    [
      'an unknown restart policy',
      { restartPolicy: 'Sometimes' },
      ['restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"'],
    ],
    [
      'an unknown DNS policy',
      { dnsPolicy: 'Magic' },
      [
        'dnsPolicy: Unsupported value: "Magic": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
      ],
    ],
    [
      'names that nothing has',
      { hostname: 'Web', subdomain: 'a.b', serviceAccountName: 'Bad_Name' },
      [
        'serviceAccountName: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain',
        'hostname: Invalid value: "Web": a lowercase RFC 1123 label',
        'subdomain: Invalid value: "a.b": must not contain dots',
      ],
    ],
    [
      'a wrong account in the older field',
      { serviceAccount: 'A' },
      ['serviceAccount: Invalid value: "A": a lowercase RFC 1123 subdomain'],
    ],
    ...[0, -1, 2147483648].map((activeDeadlineSeconds): [string, PodSpec, string[]] => [
      `a deadline of ${activeDeadlineSeconds}`,
      { activeDeadlineSeconds },
      [`activeDeadlineSeconds: Invalid value: ${activeDeadlineSeconds}: must be between 1 and 2147483647, inclusive`],
    ]),
    [
      'a gate without name',
      { readinessGates: [{}] },
      ['', ''].map(() => 'readinessGates[0].conditionType: Invalid value: "": name part must'),
    ],
    [
      'no group',
      { schedulingGroup: {} },
      ['schedulingGroup.podGroupName: Invalid value: null: must specify one of: `podGroupName`'],
    ],
    [
      'a wrong group',
      { schedulingGroup: { podGroupName: '' } },
      ['schedulingGroup.podGroupName: Invalid value: "": a lowercase RFC 1123 subdomain'],
    ],
    [
      'wrong lines of a hosts file',
      { hostAliases: [{ hostnames: ['a', 'A'] }] },
      [
        'hostAliases[0].ip: Invalid value: "": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        'hostAliases[0].hostnames[1]: Invalid value: "A": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'a host name decided elsewhere',
      { hostnameOverride: '', setHostnameAsFQDN: true, hostNetwork: true },
      [
        'hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
        'hostnameOverride: Forbidden: may not be specified when hostNetwork is true',
        'hostnameOverride: Invalid value: "": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'a long host name',
      { hostnameOverride: `${n(63)}.a` },
      ['hostnameOverride: Too long: may not be more than 64 bytes; no host name is longer'],
    ],
    [
      'no DNS at all',
      { dnsPolicy: 'None' },
      ['dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None'],
    ],
    [
      'no servers for DNS of its own; the rest is not looked at',
      { dnsPolicy: 'None', dnsConfig: { searches: ['A'] } },
      ['dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None'],
    ],
    [
      'more DNS than a C library takes',
      {
        dnsConfig: {
          nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', 'x'],
          searches: Array(33).fill(n(63)),
          options: [{}],
        },
      },
      [
        'dnsConfig.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","x"]: must not have more than 3 nameservers',
        'dnsConfig.nameservers[3]: Invalid value: "x": must be a valid IP address',
        `dnsConfig.searches: Invalid value: ["${n(63)}","${n(52)}...: must not have more than 32 search paths`,
        `dnsConfig.searches: Invalid value: ["${n(63)}","${n(52)}...: must not have more than 2048 characters (including spaces) in the search list`,
        'dnsConfig.options[0].name: Required value: must not be empty; name an option of the resolver, such as ndots',
      ],
    ],
    [
      'domains to search that are none',
      { dnsConfig: { searches: ['a_b', '.', 'a..'] } },
      [
        'dnsConfig.searches[0]: Invalid value: "a_b": a lowercase RFC 1123 subdomain',
        'dnsConfig.searches[1]: Invalid value: "": a lowercase RFC 1123 subdomain',
        'dnsConfig.searches[2]: Invalid value: "a.": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'users of its own, but namespaces of the host',
      {
        hostUsers: false,
        hostNetwork: true,
        hostPID: true,
        hostIPC: true,
        containers: [aContainer({ volumeDevices: [{ name: 'd', devicePath: '/dev/d' }] })],
        volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'c' } }],
      },
      [
        ...['hostNetwork', 'hostPID', 'hostIPC', 'containers[0].volumeDevices'].map(
          (field) => `${field}: Forbidden: when \`hostUsers\` is false; remove one of them`,
        ),
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(beginnings(sentencesOn({ containers: [aContainer()], ...spec }), want)).toEqual(want)
  })
})
