import type { Container } from '../../../kubernetes/shapes/container.ts'
import { each, joined, none } from '../../checks.ts'
import { duplicate, type Finding, forbidden, required } from '../../finding.ts'
import { checkContainer } from './check-container.ts'
import { checkLifecycle } from './check-lifecycle.ts'
import { checkHostPorts } from './check-ports.ts'
import { checkProbes } from './check-probes.ts'
import type { PodFacts } from './pod-facts.ts'

/** A pod has containers, each with a name of its own, and no two of them take one port of the node. Mirrors validateContainers. */
export function checkContainers(containers: readonly Container[], path: string, pod: PodFacts): readonly Finding[] {
  if (containers.length === 0) return [required(path, 'add a container, with its name and image')]
  const taken = new Set<string>()
  const found = each(containers, path, (container, at) => {
    const { name = '', lifecycle, restartPolicy } = container
    const isTaken = taken.has(name)
    taken.add(name)
    return joined(
      checkContainer(container, at, pod),
      isTaken ? [duplicate(`${at}.name`, name, 'another container has this name, rename one of them')] : none,
      lifecycle === undefined ? none : checkLifecycle(lifecycle, `${at}.lifecycle`, pod),
      checkProbes(container, at, pod.gracePeriod),
      restartPolicy === undefined ? none : [forbidden(`${at}.restartPolicy`, notForOthers)],
    )
  })
  return joined(found, checkHostPorts(containers, path))
}

const notForOthers = 'may not be set for non-init containers; the restartPolicy of the template is for all of them'
