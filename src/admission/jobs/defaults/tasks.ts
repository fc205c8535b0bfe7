import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../../settings.ts'
import type { JobDefault } from '../default.ts'
import { given } from './given.ts'
import { defaultMaxRetry } from './max-retry.ts'

/**
 * A task gets a name by its place, ClusterFirstWithHostNet on the host network, all its replicas (or minPartitions of
 * partitionSize) as minimum, and three retries. An explicit minAvailable 0 stays, an explicit maxRetry 0 counts as not
 * given, unless zeroes are kept. Mirrors jobs/mutate: mutateSpec.
 */
export const tasks: JobDefault = ({ tasks: own }, settings) =>
  own === undefined ? {} : { tasks: own.map((task, index) => completeTask(task, index, settings)) }

function completeTask(task: Task, index: number, settings: Settings): Task {
  const { hostNetwork, dnsPolicy } = task.template?.spec ?? {}
  return {
    name: task.name || `default${index}`,
    ...(hostNetwork && !dnsPolicy && { template: { spec: { dnsPolicy: 'ClusterFirstWithHostNet' } } }),
    minAvailable: minAvailableOf(task),
    maxRetry: given(task.maxRetry, settings) ?? defaultMaxRetry,
  }
}

/** How many pods of the task the job waits for. */
export function minAvailableOf({ minAvailable, replicas = 0, partitionPolicy }: Task): number {
  if (minAvailable !== undefined) return minAvailable
  const { minPartitions = 0, partitionSize = 0 } = partitionPolicy ?? {}
  return minPartitions > 0 ? minPartitions * partitionSize : replicas
}
