import { add, type JsonPatch, type Operation } from '../../../kubernetes/json-patch.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../../settings.ts'
import type { JobDefault } from '../default.ts'
import { isGiven } from './is-given.ts'
import { defaultMaxRetry } from './max-retry.ts'

/**
 * A task gets a name by its place, ClusterFirstWithHostNet on the host network, all its replicas (or minPartitions of
 * partitionSize) as minimum, and three retries. An explicit minAvailable 0 stays, an explicit maxRetry 0 counts as not
 * given, unless zeroes are kept. Mirrors jobs/mutate: mutateSpec.
 */
export const tasks: JobDefault = ({ spec = {} }, settings) =>
  (spec.tasks ?? []).flatMap((task, index) => completeTask(task, index, settings))

function completeTask(task: Task, index: number, settings: Settings): JsonPatch {
  const at = `/spec/tasks/${index}`
  const { hostNetwork, dnsPolicy } = task.template?.spec ?? {}
  const patch: Operation[] = []
  if (!task.name) patch.push(add(`${at}/name`, `default${index}`))
  if (hostNetwork && !dnsPolicy) patch.push(add(`${at}/template/spec/dnsPolicy`, 'ClusterFirstWithHostNet'))
  if (task.minAvailable === undefined) patch.push(add(`${at}/minAvailable`, minAvailableOf(task)))
  if (!isGiven(task.maxRetry, settings)) patch.push(add(`${at}/maxRetry`, defaultMaxRetry))
  return patch
}

/** How many pods of the task the job waits for. */
export function minAvailableOf({ minAvailable, replicas = 0, partitionPolicy }: Task): number {
  if (minAvailable !== undefined) return minAvailable
  const { minPartitions = 0, partitionSize = 0 } = partitionPolicy ?? {}
  return minPartitions > 0 ? minPartitions * partitionSize : replicas
}
