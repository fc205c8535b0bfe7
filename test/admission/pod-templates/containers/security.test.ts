import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { sentencesOnContainer } from '../sentences.ts'

describe('the security of a container is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    ['it says nothing', { securityContext: {} }],
    ['users and groups are at their limits', { securityContext: { runAsUser: 0, runAsGroup: 2147483647 } }],
    ['it is privileged', { securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
    [
      'it may not become more, and has capabilities',
      { securityContext: { privileged: false, allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } } },
    ],
    [
      'profiles are of a file or not',
      {
        securityContext: {
          seccompProfile: { type: 'Localhost', localhostProfile: 'a/b.json' },
          appArmorProfile: { type: 'Localhost', localhostProfile: 'mine' },
        },
      },
    ],
    [
      '/proc is unmasked for users of the pod alone',
      { securityContext: { procMount: 'Unmasked' } },
      { hostUsers: false },
    ],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('the security of a container is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    [
      'users and groups are beyond their limits',
      { securityContext: { runAsUser: -1, runAsGroup: 2147483648 } },
      [
        'securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
        'securityContext.runAsGroup: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive',
      ],
    ],
    [
      'it is privileged, and may not become more',
      {
        securityContext: {
          privileged: true,
          allowPrivilegeEscalation: false,
          capabilities: { add: ['CAP_SYS_ADMIN', 'NET_ADMIN'] },
        },
      },
      [
        'securityContext.allowPrivilegeEscalation: Invalid value: false: cannot set `allowPrivilegeEscalation` to false and `privileged` to true; remove one of them',
        'securityContext.allowPrivilegeEscalation: Invalid value: false: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN; remove one of them',
      ],
    ],
    [
      '/proc is unmasked for users of the node',
      { securityContext: { procMount: 'Unmasked' } },
      ['securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`'],
    ],
    [
      '/proc is shown in an unknown way',
      { securityContext: { procMount: 'Hidden' } },
      ['securityContext.procMount: Unsupported value: "Hidden": supported values: "Default", "Unmasked"'],
    ],
    [
      'profiles are incomplete',
      { securityContext: { seccompProfile: {}, appArmorProfile: { type: 'Localhost' } } },
      [
        'securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set; take RuntimeDefault, Localhost or Unconfined',
        'securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost',
      ],
    ],
    [
      'users of Windows have strange names',
      { securityContext: { windowsOptions: { runAsUserName: 'a/b' } } },
      [
        `securityContext.windowsOptions.runAsUserName: Invalid value: "a/b": runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`,
      ],
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
