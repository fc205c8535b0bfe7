import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import type { PodSecurityContext } from '../../../kubernetes/shapes/security-context.ts'
import { each, joined, none, oneOf, present } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkAppArmorProfile } from './app-armor-profile.ts'
import { checkId } from './check-id.ts'
import { checkSeccompProfile } from './seccomp-profile.ts'
import { checkSysctls } from './sysctls.ts'
import { checkWindowsOptions } from './windows-options.ts'

/** What all containers of a pod may do. Mirrors validatePodSpecSecurityContext. */
export function checkPodSecurity(spec: PodSpec, path: string): readonly Finding[] {
  const at = `${path}.securityContext`
  const { securityContext: context } = spec
  return joined(
    context === undefined ? none : checkIds(context, at),
    spec.shareProcessNamespace && spec.hostPID ? refuseSharing(`${path}.shareProcessNamespace`) : none,
    context?.sysctls === undefined ? none : checkSysctls(spec, `${at}.sysctls`),
    context === undefined ? none : checkContext(context, at),
  )
}

const checkIds = (context: PodSecurityContext, path: string): readonly Finding[] =>
  joined(
    present(context.fsGroup, `${path}.fsGroup`, checkId),
    present(context.runAsUser, `${path}.runAsUser`, checkId),
    present(context.runAsGroup, `${path}.runAsGroup`, checkId),
    each(context.supplementalGroups, `${path}.supplementalGroups`, checkId),
  )

const refuseSharing = (path: string): readonly Finding[] => [
  invalid(path, true, 'ShareProcessNamespace and HostPID cannot both be enabled'),
]

const checkChangePolicy = oneOf(['Always', 'OnRootMismatch'])
const checkGroupsPolicy = oneOf(['Merge', 'Strict'])
const checkSeLinuxPolicy = oneOf(['MountOption', 'Recursive'])

const checkContext = (context: PodSecurityContext, path: string): readonly Finding[] =>
  joined(
    present(context.fsGroupChangePolicy, `${path}.fsGroupChangePolicy`, checkChangePolicy),
    present(context.seccompProfile, `${path}.seccompProfile`, checkSeccompProfile),
    present(context.windowsOptions, `${path}.windowsOptions`, checkWindowsOptions),
    present(context.appArmorProfile, `${path}.appArmorProfile`, checkAppArmorProfile),
    present(context.supplementalGroupsPolicy, `${path}.supplementalGroupsPolicy`, checkGroupsPolicy),
    present(context.seLinuxChangePolicy, `${path}.seLinuxChangePolicy`, checkSeLinuxPolicy),
  )
