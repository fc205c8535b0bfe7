import type { EphemeralContainer } from '../../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { each, joined, none } from '../../checks.ts'
import { duplicate, type Finding, forbidden, invalid, notFound } from '../../finding.ts'
import { isPadded } from '../padding.ts'
import { checkContainer } from './check-container.ts'
import type { PodFacts } from './pod-facts.ts'

/**
 * A template has no ephemeral containers, which are for a look into a running pod. Kubernetes judges them all the same.
 * Mirrors validateEphemeralContainers and ValidatePodTemplateSpec.
 */
export function checkEphemeralContainers(
  { ephemeralContainers = none, containers = none, initContainers = none }: PodSpec,
  path: string,
  pod: PodFacts,
): readonly Finding[] {
  if (ephemeralContainers.length === 0) return none
  const others = new Set([...containers, ...initContainers].map(({ name = '' }) => name))
  const taken = new Set(others)
  const found = each(ephemeralContainers, path, (container, at) => {
    const { name = '', image = '' } = container
    const isTaken = taken.has(name)
    taken.add(name)
    return joined(
      checkContainer(container, at, pod),
      isPadded(image) ? [invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')] : none,
      isTaken ? [duplicate(`${at}.name`, name, 'another container has this name, rename one of them')] : none,
      checkTarget(container, `${at}.targetContainerName`, others),
      checkFields(container, at),
    )
  })
  const sentence = 'ephemeral containers not allowed in pod template; remove them, or make them containers'
  return [...found, forbidden(path, sentence)]
}

function checkTarget(
  { targetContainerName: target }: EphemeralContainer,
  path: string,
  others: ReadonlySet<string>,
): readonly Finding[] {
  return !target || others.has(target) ? none : [notFound(path, target, 'name a container of the template')]
}

const fieldsOfOthers = [
  ...(['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules'] as const),
  ...(['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const),
]

/** Mirrors validateFieldAllowList, for which an empty list is something and an empty `resources` is nothing. */
function checkFields(container: EphemeralContainer, path: string): readonly Finding[] {
  const isGiven = (name: (typeof fieldsOfOthers)[number]) =>
    name === 'resources' ? hasAmounts(container) : container[name] !== undefined
  return joined(
    fieldsOfOthers.filter(isGiven).map((name) => notForEphemeral(`${path}.${name}`)),
    each(container.volumeMounts, `${path}.volumeMounts`, ({ subPath, subPathExpr }, at) => [
      ...(subPath ? [notForEphemeral(`${at}.subPath`)] : none),
      ...(subPathExpr ? [notForEphemeral(`${at}.subPathExpr`)] : none),
    ]),
  )
}

const hasAmounts = ({ resources: { limits, requests, claims } = {} }: EphemeralContainer): boolean =>
  limits !== undefined || requests !== undefined || claims !== undefined

const notForEphemeral = (path: string): Finding => forbidden(path, 'cannot be set for an Ephemeral Container')
