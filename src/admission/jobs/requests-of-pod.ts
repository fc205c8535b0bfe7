import { type Amounts, amountsOf, sumOf } from '../../kubernetes/resource-amounts.ts'
import { isHugePageResource } from '../../kubernetes/resource-names.ts'
import type { Container } from '../../kubernetes/shapes/container.ts'
import type { Task } from '../../kubernetes/shapes/volcano-job.ts'

/**
 * What each pod of a task asks for, at least: its containers and its overhead. Init containers are left out, as the scheduler
 * does not count them against a queue, and so is what a pod as a whole may ask for instead of its containers.
 */
export function requestsOfPod({ template = {} }: Task): Amounts {
  const { containers = [], overhead, resources } = template.spec ?? {}
  const sum = sumOf([...containers.map(requestsOf), amountsOf(overhead), onePod])
  return resources === undefined ? sum : new Map([...sum].filter(([name]) => !isOfPods(name)))
}

const onePod: Amounts = new Map([['pods', 1n]])

/** Of pods, the API server takes a limit for the request where there is none. */
const requestsOf = ({ resources: { requests, limits } = {} }: Container): Amounts =>
  limits === undefined ? amountsOf(requests) : amountsOf({ ...limits, ...requests })

/** Whether a pod may ask for it as a whole. */
const isOfPods = (name: string): boolean => name === 'cpu' || name === 'memory' || isHugePageResource(name)
