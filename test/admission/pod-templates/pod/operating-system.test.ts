import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

const windows = { name: 'windows' }
const linux = { name: 'linux' }
const hostProcess = (isOne: boolean) => ({ securityContext: { windowsOptions: { hostProcess: isOne } } })

describe('a pod of an operating system is fine when', () => {
  it.each<[string, PodSpec]>([
    ['it does not say which', { ...hostProcess(false) }],
    ['it is for Linux', { os: linux, securityContext: { runAsUser: 1, seLinuxOptions: {} } }],
    ['it is for Windows', { os: windows, ...hostProcess(false), hostNetwork: true }],
    [
      'it sets nothing that Linux has',
      { os: windows, hostPID: false, securityContext: { sysctls: [], runAsNonRoot: true } },
    ],
    ['all its containers are processes of the host', { ...hostProcess(true), hostNetwork: true }],
    ['all of them say so', { containers: [aContainer(hostProcess(true))], hostNetwork: true }],
  ])('%s', (_, spec) => {
    expect(sentencesOn({ containers: [aContainer()], ...spec })).toEqual([])
  })
})

describe('a pod of an operating system is refused when', () => {
  it.each<[string, PodSpec, string[]]>([
    ['it does not say which', { os: {} }, ['os.name: Required value: take linux or windows, or leave os out']],
    [
      'there is none such',
      { os: { name: 'plan9' } },
      ['os.name: Unsupported value: "plan9": supported values: "linux", "windows"'],
    ],
    [
      'it is for Linux, but sets what Windows has',
      {
        os: linux,
        containers: [aContainer(hostProcess(false))],
        initContainers: [{ ...aContainer(), name: 'init' }],
        ...hostProcess(false),
      },
      ['securityContext.windowsOptions', 'containers[0].securityContext.windowsOptions'].map(
        (field) => `${field}: Forbidden: windows options cannot be set for a linux pod`,
      ),
    ],
    [
      'it is for Windows, but sets what Linux has',
      {
        os: windows,
        hostUsers: true,
        shareProcessNamespace: false,
        hostPID: true,
        hostIPC: true,
        securityContext: {
          appArmorProfile: { type: 'Unconfined' },
          seLinuxOptions: {},
          seccompProfile: { type: 'Unconfined' },
          fsGroup: 1,
          fsGroupChangePolicy: 'Always',
          sysctls: [{ name: 'a', value: 'b' }],
          runAsUser: 1,
          runAsGroup: 1,
          supplementalGroups: [],
          supplementalGroupsPolicy: 'Merge',
          seLinuxChangePolicy: 'Recursive',
        },
      },
      [
        'securityContext.appArmorProfile',
        'securityContext.seLinuxOptions',
        'securityContext.seccompProfile',
        'securityContext.fsGroup',
        'securityContext.fsGroupChangePolicy',
        'securityContext.sysctls',
        'securityContext.runAsUser',
        'securityContext.runAsGroup',
        'securityContext.supplementalGroups',
        'securityContext.supplementalGroupsPolicy',
        'securityContext.seLinuxChangePolicy',
        'hostUsers',
        'shareProcessNamespace',
        'hostPID',
        'hostIPC',
      ].map((field) => `${field}: Forbidden: cannot be set for a windows pod`),
    ],
    [
      'it is for Windows, but its containers set what Linux has',
      {
        os: windows,
        containers: [
          aContainer({
            securityContext: {
              appArmorProfile: { type: 'Unconfined' },
              seLinuxOptions: {},
              seccompProfile: { type: 'Unconfined' },
              capabilities: {},
              readOnlyRootFilesystem: false,
              privileged: false,
              allowPrivilegeEscalation: true,
              procMount: 'Default',
              runAsUser: 1,
              runAsGroup: 1,
            },
          }),
        ],
      },
      [
        'appArmorProfile',
        'seLinuxOptions',
        'seccompProfile',
        'capabilities',
        'readOnlyRootFilesystem',
        'privileged',
        'allowPrivilegeEscalation',
        'procMount',
        'runAsUser',
        'runAsGroup',
      ].map((field) => `containers[0].securityContext.${field}: Forbidden: cannot be set for a windows pod`),
    ],
    [
      'some of its containers are processes of the host',
      { containers: [aContainer(hostProcess(true))], initContainers: [{ ...aContainer(), name: 'init' }] },
      [
        'template.spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
        'hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
      ],
    ],
    [
      'its ephemeral containers set what Windows has',
      { os: linux, ephemeralContainers: [{ ...aContainer(hostProcess(false)), name: 'look' }] },
      [
        'ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template; remove them, or make them containers',
        'ephemeralContainers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
      ],
    ],
    [
      'it is a process of the host in a network of its own',
      hostProcess(true),
      ['hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers'],
    ],
    [
      'its one container is a process of the host, in a network of its own',
      { containers: [aContainer(hostProcess(true))] },
      ['hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers'],
    ],
    [
      'a container says another thing than the pod',
      { ...hostProcess(false), containers: [aContainer(hostProcess(true))], hostNetwork: true },
      [
        'containers[0].securityContext.windowsOptions.hostProcess: Invalid value: true: pod hostProcess value must be identical if both are specified, was false',
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(sentencesOn({ containers: [aContainer()], ...spec })).toEqual(want)
  })
})
