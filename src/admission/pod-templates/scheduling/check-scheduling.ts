import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { type Check, each, joined, none, oneOf, present } from '../../checks.ts'
import { duplicate, type Finding, required } from '../../finding.ts'
import { checkLabelKey, checkSubdomain, ifGiven } from '../check-names.ts'
import { checkLabels } from '../metadata/labels.ts'
import { checkContainerResources } from '../resources/container-resources.ts'
import { checkNodeAffinity } from './node-affinity.ts'
import { checkPodAffinity } from './pod-affinity.ts'
import { checkTolerations } from './tolerations.ts'
import { checkTopologySpread } from './topology-spread.ts'

/** Where and when a pod may run. Mirrors those parts of ValidatePodSpec, in their order. */
export function checkScheduling(spec: PodSpec, path: string): readonly Finding[] {
  const { affinity } = spec
  return joined(
    checkLabels(spec.nodeSelector, `${path}.nodeSelector`),
    affinity === undefined ? none : checkAffinity(affinity, `${path}.affinity`),
    checkGates(spec.schedulingGates, `${path}.schedulingGates`),
    checkTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`),
    checkName(spec.nodeName, `${path}.nodeName`),
    checkTolerations(spec.tolerations, `${path}.tolerations`),
    checkName(spec.priorityClassName, `${path}.priorityClassName`),
    present(spec.runtimeClassName, `${path}.runtimeClassName`, checkSubdomain),
    present(spec.preemptionPolicy, `${path}.preemptionPolicy`, checkPreemptionPolicy),
    present(spec.overhead, `${path}.overhead`, checkOverhead),
  )
}

const checkName = ifGiven(checkSubdomain)

/** Mirrors validateAffinity. */
const checkAffinity: Check<NonNullable<PodSpec['affinity']>> = ({ nodeAffinity, podAffinity, podAntiAffinity }, path) =>
  joined(
    present(nodeAffinity, `${path}.nodeAffinity`, checkNodeAffinity),
    present(podAffinity, `${path}.podAffinity`, checkPodAffinity),
    present(podAntiAffinity, `${path}.podAntiAffinity`, checkPodAffinity),
  )

/** Mirrors validateSchedulingGates. */
function checkGates(gates: PodSpec['schedulingGates'], path: string): readonly Finding[] {
  if (gates === undefined) return none
  const taken = new Set<string>()
  return each(gates, path, ({ name = '' }, at) => {
    const isTaken = taken.has(name)
    taken.add(name)
    return joined(
      checkLabelKey(name, `${at}.name`),
      isTaken ? [duplicate(`${at}.name`, name, 'an earlier gate has this name; one is enough')] : none,
    )
  })
}

const checkKnownPolicy = oneOf(['PreemptLowerPriority', 'Never'])

/** Mirrors ValidatePreemptionPolicy. */
const checkPreemptionPolicy: Check<string> = (policy, path) =>
  policy === '' ? [required(path, 'take PreemptLowerPriority or Never')] : checkKnownPolicy(policy, path)

const noClaims: ReadonlySet<string> = new Set()

/** What the runtime of the pod needs is like limits of a container. Mirrors validateOverhead. */
const checkOverhead: Check<NonNullable<PodSpec['overhead']>> = (overhead, path) => {
  const found = checkContainerResources({ limits: overhead }, path, noClaims)
  const ofLimits = `${path}.limits`
  return found.map((finding) =>
    finding.path.startsWith(ofLimits) ? { ...finding, path: path + finding.path.slice(ofLimits.length) } : finding,
  )
}
