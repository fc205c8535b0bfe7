import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import type { PodSecurityContext } from '../../../../src/kubernetes/shapes/security-context.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

const n = (length: number) => 'n'.repeat(length)
const names = (...list: string[]): PodSecurityContext => ({ sysctls: list.map((name) => ({ name, value: '1' })) })
const user = (runAsUserName: string): PodSecurityContext => ({ windowsOptions: { runAsUserName } })

const sentencesOnContext = (securityContext: PodSecurityContext, spec: PodSpec = {}): readonly string[] =>
  sentencesOn({ containers: [aContainer()], securityContext, ...spec }).map((one) =>
    one.replace('securityContext.', ''),
  )

describe('security of a pod is fine with', () => {
  it.each<[string, PodSecurityContext, PodSpec?]>([
    ['nothing', {}],
    ['users and groups', { runAsUser: 0, runAsGroup: 2147483647, fsGroup: 1, supplementalGroups: [0, 1] }],
    [
      'policies',
      { fsGroupChangePolicy: 'OnRootMismatch', supplementalGroupsPolicy: 'Strict', seLinuxChangePolicy: 'MountOption' },
    ],
    ['processes that see each other', {}, { shareProcessNamespace: true }],
    ['processes of the host', {}, { shareProcessNamespace: false, hostPID: true }],
    ['kernel parameters', names('net.core.somaxconn', 'kernel/shm_rmid_forced', 'a_b-c.d', n(253))],
    ['parameters of the network, in its own', names('net.x'), { hostIPC: true }],
    ['parameters of shared memory, in its own', names('kernel.shmmax'), { hostNetwork: true }],
    ['a seccomp profile', { seccompProfile: { type: 'Localhost', localhostProfile: 'a/b' } }],
    ['an empty path of a seccomp profile', { seccompProfile: { type: 'Localhost', localhostProfile: '' } }],
    ['an AppArmor profile', { appArmorProfile: { type: 'Localhost', localhostProfile: n(4095) } }],
    ...['u', 'D\\u', `${n(15)}\\u`, `${n(16)}.x\\u`, `\u00e9\\${n(104)}`, 'a\u0085b'].map(
      (name): [string, PodSecurityContext] => [`a user of Windows: ${name}`, user(name)],
    ),
    ['credentials of Windows', { windowsOptions: { gmsaCredentialSpecName: 'a.b', gmsaCredentialSpec: n(64 * 1024) } }],
  ])('%s', (_, context, spec) => {
    expect(sentencesOnContext(context, spec)).toEqual([])
  })
})

describe('security of a pod is refused with', () => {
  it.each<[string, PodSecurityContext, string[], PodSpec?]>([
    [
      'users and groups beyond all',
      { fsGroup: -1, runAsUser: 2147483648, runAsGroup: -1, supplementalGroups: [0, -1] },
      [
        'fsGroup: Invalid value: -1',
        'runAsUser: Invalid value: 2147483648',
        'runAsGroup: Invalid value: -1',
        'supplementalGroups[1]: Invalid value: -1',
      ].map((start) => `${start}: must be between 0 and 2147483647, inclusive`),
    ],
    [
      'unknown policies',
      { fsGroupChangePolicy: '', supplementalGroupsPolicy: 'x', seLinuxChangePolicy: 'y' },
      [
        'fsGroupChangePolicy: Unsupported value: "": supported values: "Always", "OnRootMismatch"',
        'supplementalGroupsPolicy: Unsupported value: "x": supported values: "Merge", "Strict"',
        'seLinuxChangePolicy: Unsupported value: "y": supported values: "MountOption", "Recursive"',
      ],
    ],
    [
      'processes that see each other and those of the host',
      {},
      ['shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled'],
      { shareProcessNamespace: true, hostPID: true },
    ],
    [
      'kernel parameters that are none, and one twice',
      names('', 'A', n(254), 'a', 'a'),
      [
        'sysctls[0].name: Required value: name the kernel parameter, such as net.core.somaxconn',
        'sysctls[1].name: Invalid value: "A": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$',
        `sysctls[2].name: Invalid value: "${n(119)}...: must have at most 253 characters`,
        'sysctls[4].name: Duplicate value: "a": an earlier sysctl has this name; keep one of them',
      ],
    ],
    [
      'kernel parameters of the host',
      names('net/core.x/y', 'net.core', 'kernel.shm*', 'fs.mqueue.msg_max', 'kernel.domainname'),
      [
        `sysctls[0].name: Invalid value: "net/core.x/y": may not be specified when 'hostNetwork' is true`,
        `sysctls[1].name: Invalid value: "net.core": may not be specified when 'hostNetwork' is true`,
        'sysctls[2].name: Invalid value: "kernel.shm*": must have at most 253 characters',
        `sysctls[2].name: Invalid value: "kernel.shm*": may not be specified when 'hostIPC' is true`,
        `sysctls[3].name: Invalid value: "fs.mqueue.msg_max": may not be specified when 'hostIPC' is true`,
      ],
      { hostNetwork: true, hostIPC: true },
    ],
    [
      'profiles of no type',
      { seccompProfile: { localhostProfile: 'p' }, appArmorProfile: {} },
      [
        'seccompProfile.type: Required value: type is required when seccompProfile is set; take RuntimeDefault, Localhost or Unconfined',
        'seccompProfile.localhostProfile: Invalid value: "p": can only be set when seccomp type is Localhost',
        'appArmorProfile.type: Required value: type is required when appArmorProfile is set; take RuntimeDefault, Localhost or Unconfined',
      ],
    ],
    [
      'profiles of unknown types',
      { seccompProfile: { type: 'x' }, appArmorProfile: { type: 'y', localhostProfile: 'p' } },
      [
        'seccompProfile.type: Unsupported value: "x": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
        'appArmorProfile.type: Unsupported value: "y": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
      ],
    ],
    [
      'profiles of no file',
      { seccompProfile: { type: 'Localhost' }, appArmorProfile: { type: 'Localhost' } },
      [
        'seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost',
        'appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost',
      ],
    ],
    [
      'profiles of wrong files',
      {
        seccompProfile: { type: 'Localhost', localhostProfile: '/../p' },
        appArmorProfile: { type: 'Localhost', localhostProfile: ` ${n(4095)}` },
      },
      [
        'seccompProfile.localhostProfile: Invalid value: "/../p": must be a relative path',
        `seccompProfile.localhostProfile: Invalid value: "/../p": must not contain '..'`,
        `appArmorProfile.localhostProfile: Invalid value: " ${n(118)}...: must not be padded with whitespace`,
        'appArmorProfile.localhostProfile: Too long: may not be more than 4095 bytes; give the name of a profile that is loaded on the node',
      ],
    ],
    [
      'a file for a profile of the runtime',
      { appArmorProfile: { type: 'RuntimeDefault', localhostProfile: 'p' } },
      ['appArmorProfile.localhostProfile: Invalid value: "p": can only be set when AppArmor type is Localhost'],
    ],
    [
      'wrong credentials of Windows, which are not told',
      { windowsOptions: { gmsaCredentialSpecName: 'A', gmsaCredentialSpec: n(64 * 1024 + 1) } },
      [
        'windowsOptions.gmsaCredentialSpecName: Invalid value: "A": a lowercase RFC 1123 subdomain',
        'windowsOptions.gmsaCredentialSpec: Invalid value: "...": gmsaCredentialSpec size must be under 64 KiB',
      ],
    ],
    [
      'empty credentials of Windows',
      { windowsOptions: { gmsaCredentialSpec: '' } },
      ['windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty string'],
    ],
    ...(
      [
        ['', ['runAsUserName cannot be an empty string']],
        ['a\u0007', ['runAsUserName cannot contain control characters']],
        ['a\u007f', ['runAsUserName cannot contain control characters']],
        ['a\\b\\c', ['runAsUserName cannot contain more than one backslash']],
        ['\\u', ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]],
        [`${n(16)}_\\u`, ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]],
        ['D\\', ["runAsUserName's User cannot be empty"]],
        ['. .', ["runAsUserName's User cannot contain only periods or spaces"]],
        ['a@b', ['runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]']],
        [n(105), ["runAsUserName's User length must not be longer than 104 characters"]],
        [
          `${n(256)}\\u`,
          [
            "runAsUserName's Domain length must be under 256 characters",
            "runAsUserName's Domain doesn't match the NetBios nor the DNS format",
          ],
        ],
      ] as const
    ).map(([name, sentences]): [string, PodSecurityContext, string[]] => {
      const quoted = JSON.stringify(name)
      const told = quoted.length > 120 ? `${quoted.slice(0, 120)}...` : quoted
      return [
        `the user ${name.slice(0, 20)} of Windows`,
        user(name),
        sentences.map((sentence) => `windowsOptions.runAsUserName: Invalid value: ${told}: ${sentence}`),
      ]
    }),
  ])('%s', (_, context, want, spec) => {
    expect(beginnings(sentencesOnContext(context, spec), want)).toEqual(want)
  })
})
