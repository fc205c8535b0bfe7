import type { SecurityContext } from '../../../kubernetes/shapes/security-context.ts'
import { joined, none, oneOf, present } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkAppArmorProfile } from '../security/app-armor-profile.ts'
import { checkId } from '../security/check-id.ts'
import { checkSeccompProfile } from '../security/seccomp-profile.ts'
import { checkWindowsOptions } from '../security/windows-options.ts'

/** Users and profiles are such as there are, and no setting takes back another. Mirrors ValidateSecurityContext. */
export const checkContainerSecurity = (
  context: SecurityContext,
  path: string,
  hostUsers: boolean,
): readonly Finding[] =>
  joined(
    present(context.runAsUser, `${path}.runAsUser`, checkId),
    present(context.runAsGroup, `${path}.runAsGroup`, checkId),
    context.procMount === undefined ? none : checkProcMount(context.procMount, `${path}.procMount`, hostUsers),
    present(context.seccompProfile, `${path}.seccompProfile`, checkSeccompProfile),
    context.allowPrivilegeEscalation === false ? checkEscalation(context, path) : none,
    present(context.windowsOptions, `${path}.windowsOptions`, checkWindowsOptions),
    present(context.appArmorProfile, `${path}.appArmorProfile`, checkAppArmorProfile),
  )

const checkKnownProcMount = oneOf(['Default', 'Unmasked'])

const checkProcMount = (type: string, path: string, hostUsers: boolean): readonly Finding[] =>
  type === 'Unmasked' && hostUsers
    ? [invalid(path, type, '`hostUsers` must be false to use `Unmasked`')]
    : checkKnownProcMount(type, path)

function checkEscalation({ privileged, capabilities }: SecurityContext, path: string): readonly Finding[] {
  const at = `${path}.allowPrivilegeEscalation`
  const sentence = 'cannot set `allowPrivilegeEscalation` to false and'
  const admins = capabilities?.add?.filter((capability) => capability === 'CAP_SYS_ADMIN') ?? none
  return joined(
    privileged ? [invalid(at, false, `${sentence} \`privileged\` to true; remove one of them`)] : none,
    admins.map(() => invalid(at, false, `${sentence} \`capabilities.Add\` CAP_SYS_ADMIN; remove one of them`)),
  )
}
