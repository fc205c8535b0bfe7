import type { Container } from '../../../kubernetes/shapes/container.ts'
import { each, joined, none, oneOf } from '../../checks.ts'
import { duplicate, type Finding, forbidden, invalid, required } from '../../finding.ts'
import { checkContainer } from './check-container.ts'
import { checkLifecycle } from './check-lifecycle.ts'
import { checkHostPortsOf } from './check-ports.ts'
import { checkProbes } from './check-probes.ts'
import type { PodFacts } from './pod-facts.ts'

/**
 * Init containers have names of their own, and one that does not stay (restartPolicy Always) is neither probed nor hooked
 * into. Mirrors validateInitContainers.
 */
export function checkInitContainers(
  containers: readonly Container[],
  regular: readonly Container[],
  path: string,
  pod: PodFacts,
): readonly Finding[] {
  const taken = new Set(regular.map(({ name = '' }) => name))
  return each(containers, path, (container, at) => {
    const { name = '', restartPolicy, lifecycle } = container
    const isTaken = taken.has(name)
    if (name !== '') taken.add(name)
    const stays = restartPolicy === 'Always'
    return joined(
      checkContainer(container, at, pod),
      checkRestartPolicy(container, `${at}.restartPolicy`),
      isTaken ? [duplicate(`${at}.name`, name, 'another container has this name, rename one of them')] : none,
      checkHostPortsOf(container, at, new Set()),
      stays && lifecycle !== undefined ? checkLifecycle(lifecycle, `${at}.lifecycle`, pod) : none,
      stays ? checkProbes(container, at, pod.gracePeriod) : checkUnwatched(container, at),
      checkNoResize(container, at),
    )
  })
}

const checkAlways = oneOf(['Always'])

/** Mirrors validateInitContainerRestartPolicy, without rules for single exit codes. */
function checkRestartPolicy({ restartPolicy, restartPolicyRules }: Container, path: string): readonly Finding[] {
  if (restartPolicy !== undefined) return checkAlways(restartPolicy, path)
  return restartPolicyRules?.length ? [required(path, 'must specify restartPolicy when restart rules are used')] : none
}

const forThoseThatStay = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const

function checkUnwatched(container: Container, path: string): readonly Finding[] {
  let found: readonly Finding[] = none
  for (const field of forThoseThatStay) {
    if (container[field] === undefined) continue
    const sentence = 'may not be set for init containers without restartPolicy=Always'
    found = [...found, forbidden(`${path}.${field}`, `${sentence}; remove it, or let the container stay`)]
  }
  return found
}

function checkNoResize({ resizePolicy, restartPolicy }: Container, path: string): readonly Finding[] {
  if (!resizePolicy?.length) return none
  const found = [invalid(`${path}.resizePolicy`, resizePolicy, 'must not be set for init containers; remove it')]
  if (restartPolicy === 'Always') return found
  const sentence = "must not be set to 'RestartContainer' for non-sidecar initContainers"
  const ofEach = each(resizePolicy, `${path}.resizePolicy`, (policy, at) =>
    policy.restartPolicy === 'RestartContainer'
      ? [invalid(`${at}.restartPolicy`, policy.restartPolicy, sentence)]
      : none,
  )
  return [...found, ...ofEach]
}
