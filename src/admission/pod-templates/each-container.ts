import type { Container } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import { type Check, each, joined } from '../checks.ts'
import type { Finding } from '../finding.ts'

/** Checks every container of a pod, at its path, in the order of Kubernetes. Mirrors VisitContainersWithPath. */
export const eachContainer = (spec: PodSpec, path: string, check: Check<Container>): readonly Finding[] =>
  joined(
    each(spec.initContainers, `${path}.initContainers`, check),
    each(spec.containers, `${path}.containers`, check),
    each(spec.ephemeralContainers, `${path}.ephemeralContainers`, check),
  )
