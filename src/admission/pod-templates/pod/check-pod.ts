import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { type Check, each, joined, none, oneOf, present } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkDnsLabel, checkLabelKey, checkSubdomain, ifGiven } from '../check-names.ts'
import { checkPodSecurity } from '../security/pod-security.ts'
import { checkDnsConfig } from './dns-config.ts'
import { checkHostAliases } from './host-aliases.ts'
import { checkHostProcess } from './host-process.ts'
import { checkHostUsers } from './host-users.ts'
import { checkHostnameOverride } from './hostname-override.ts'
import { checkOperatingSystem } from './operating-system.ts'

/** What a pod is apart from its containers and its place. Mirrors those parts of ValidatePodSpec, in their order. */
export const checkPod = (spec: PodSpec, path: string): readonly Finding[] =>
  joined(
    checkRestartPolicy(spec.restartPolicy, `${path}.restartPolicy`),
    checkDnsPolicy(spec.dnsPolicy, `${path}.dnsPolicy`),
    checkPodSecurity(spec, path),
    checkDnsConfig(spec, `${path}.dnsConfig`),
    each(spec.readinessGates, `${path}.readinessGates`, checkReadinessGate),
    checkHostProcess(spec, path),
    spec.hostUsers === false ? checkHostUsers(spec, path) : none,
    checkHostnameOverride(spec, `${path}.hostnameOverride`),
    checkServiceAccount(spec, path),
    present(spec.activeDeadlineSeconds, `${path}.activeDeadlineSeconds`, checkDeadline),
    checkHostName(spec.hostname, `${path}.hostname`),
    checkHostName(spec.subdomain, `${path}.subdomain`),
    checkHostAliases(spec.hostAliases, `${path}.hostAliases`),
    checkOperatingSystem(spec, path),
    present(spec.schedulingGroup, `${path}.schedulingGroup`, checkSchedulingGroup),
  )

const checkRestartPolicy = ifGiven(oneOf(['Always', 'OnFailure', 'Never']))
const checkDnsPolicy = ifGiven(oneOf(['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']))
const checkHostName = ifGiven(checkDnsLabel)

const checkReadinessGate: Check<NonNullable<PodSpec['readinessGates']>[number]> = ({ conditionType = '' }, path) =>
  checkLabelKey(conditionType, `${path}.conditionType`)

/** The older field counts where the newer one is empty. */
function checkServiceAccount({ serviceAccountName, serviceAccount }: PodSpec, path: string): readonly Finding[] {
  const name = serviceAccountName || serviceAccount
  const field = serviceAccountName ? 'serviceAccountName' : 'serviceAccount'
  return name ? checkSubdomain(name, `${path}.${field}`) : none
}

const checkDeadline: Check<number> = (seconds, path) =>
  seconds >= 1 && seconds <= 2147483647 ? none : [invalid(path, seconds, 'must be between 1 and 2147483647, inclusive')]

/** Mirrors validateSchedulingGroup. */
const checkSchedulingGroup: Check<NonNullable<PodSpec['schedulingGroup']>> = ({ podGroupName: name }, path) =>
  name === undefined
    ? [invalid(`${path}.podGroupName`, null, 'must specify one of: `podGroupName`')]
    : checkSubdomain(name, `${path}.podGroupName`)
