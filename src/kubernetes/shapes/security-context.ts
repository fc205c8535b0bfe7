/** core/v1 security contexts of pods and containers: k8s.io/api v0.36.1. */
import { bool, type Decoded, fields, int64, list, pointer, pointers, string, stringType, struct } from '../shape.ts'

const seLinuxOptions = struct('v1.SELinuxOptions', fields(string, 'user', 'role', 'type', 'level'))

const windowsSecurityContextOptions = struct(
  'v1.WindowsSecurityContextOptions',
  pointers({ ...fields(string, 'gmsaCredentialSpecName', 'gmsaCredentialSpec', 'runAsUserName'), hostProcess: bool }),
)

const seccompProfile = struct('v1.SeccompProfile', {
  type: stringType('v1.SeccompProfileType'),
  localhostProfile: pointer(string),
})

const appArmorProfile = struct('v1.AppArmorProfile', {
  type: stringType('v1.AppArmorProfileType'),
  localhostProfile: pointer(string),
})

export const securityContextShape = struct(
  'v1.SecurityContext',
  pointers({
    capabilities: struct('v1.Capabilities', fields(list(stringType('v1.Capability')), 'add', 'drop')),
    ...fields(bool, 'privileged', 'runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation'),
    seLinuxOptions,
    windowsOptions: windowsSecurityContextOptions,
    runAsUser: int64,
    runAsGroup: int64,
    procMount: stringType('v1.ProcMountType'),
    seccompProfile,
    appArmorProfile,
  }),
)

export const podSecurityContextShape = struct('v1.PodSecurityContext', {
  seLinuxOptions: pointer(seLinuxOptions),
  windowsOptions: pointer(windowsSecurityContextOptions),
  ...fields(pointer(int64), 'runAsUser', 'runAsGroup', 'fsGroup'),
  runAsNonRoot: pointer(bool),
  supplementalGroups: list(int64),
  supplementalGroupsPolicy: pointer(stringType('v1.SupplementalGroupsPolicy')),
  sysctls: list(struct('v1.Sysctl', { name: string, value: string })),
  fsGroupChangePolicy: pointer(stringType('v1.PodFSGroupChangePolicy')),
  seccompProfile: pointer(seccompProfile),
  appArmorProfile: pointer(appArmorProfile),
  seLinuxChangePolicy: pointer(stringType('v1.PodSELinuxChangePolicy')),
})

export type SecurityContext = Decoded<typeof securityContextShape>
export type PodSecurityContext = Decoded<typeof podSecurityContextShape>
