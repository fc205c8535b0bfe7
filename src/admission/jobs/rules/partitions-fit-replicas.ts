import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * A partitioned task has totalPartitions x partitionSize replicas, and waits for minPartitions x partitionSize of them.
 * Mirrors jobs/validate: validatePartitionPolicy; products beyond int32 are exact here.
 */
export const partitionsFitReplicas: JobRule = {
  id: 'partitions-fit-replicas',
  nature: 'upstream',
  reads: [],
  check: ({ object: { metadata, spec = {} } }) =>
    (spec.tasks ?? []).flatMap((task, i) => checkTask(task, `spec.tasks[${i}]`, metadata?.name ?? '')),
}

function checkTask(task: Task, path: string, job: string): readonly Finding[] {
  if (task.partitionPolicy === undefined) return []
  const { totalPartitions = 0, partitionSize = 0, minPartitions = 0 } = task.partitionPolicy
  const { name = '', replicas = 0, minAvailable } = task
  const where = `in task: ${name}, job: ${job}`
  const policy = `${path}.partitionPolicy`
  if (totalPartitions <= 0)
    return [invalid(`${policy}.totalPartitions`, totalPartitions, `'TotalPartitions' must be greater than 0 ${where}`)]
  if (partitionSize <= 0)
    return [invalid(`${policy}.partitionSize`, partitionSize, `'PartitionSize' must be greater than 0 ${where}`)]
  const pods = totalPartitions * partitionSize
  if (replicas !== pods) {
    const sentence = `'Replicas' are not equal to TotalPartitions*PartitionSize ${where}`
    return [invalid(`${path}.replicas`, replicas, `${sentence}; ${totalPartitions} x ${partitionSize} = ${pods}`)]
  }
  const minimum = minPartitions * partitionSize
  if (minAvailable === undefined || minPartitions <= 0 || minimum === minAvailable) return []
  const sentence = `'MinAvailable' is not equal to MinPartitions*PartitionSize ${where}`
  return [
    invalid(`${path}.minAvailable`, minAvailable, `${sentence}; ${minPartitions} x ${partitionSize} = ${minimum}`),
  ]
}
