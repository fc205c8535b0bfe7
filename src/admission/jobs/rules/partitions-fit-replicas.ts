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
  about: {
    why: 'A task in partitions has as many pods as its partitions together.',
    fix: 'Make `replicas` equal to `totalPartitions` times `partitionSize`, and `minAvailable` to `minPartitions` times `partitionSize`.',
  },

  reads: [],
  check: ({ object: { metadata, spec = {} } }) =>
    (spec.tasks ?? none).flatMap((task, i) =>
      task.partitionPolicy === undefined ? none : checkTask(task, `spec.tasks[${i}]`, metadata?.name ?? ''),
    ),
}

function checkTask(task: Task, path: string, job: string): readonly Finding[] {
  const { name = '', partitionPolicy = {} } = task
  const where = `in task: ${name}, job: ${job}`
  const { totalPartitions = 0, partitionSize = 0, minPartitions = 0 } = partitionPolicy
  const sizes = [
    ...checkSize('TotalPartitions', totalPartitions, `${path}.partitionPolicy.totalPartitions`, where),
    ...checkSize('PartitionSize', partitionSize, `${path}.partitionPolicy.partitionSize`, where),
  ]
  // Without them nobody knows what the products would be.
  if (sizes.length > 0) return sizes
  const { replicas = 0, minAvailable } = task
  return [
    ...checkProduct('Replicas', replicas, totalPartitions, partitionSize, `${path}.replicas`, where),
    ...(minAvailable === undefined || minPartitions <= 0
      ? none
      : checkProduct('MinAvailable', minAvailable, minPartitions, partitionSize, `${path}.minAvailable`, where)),
  ]
}

const none: readonly never[] = []

const checkSize = (field: string, size: number, path: string, where: string): readonly Finding[] =>
  size > 0 ? none : [invalid(path, size, `'${field}' must be greater than 0 ${where}`)]

const sentences = {
  Replicas: "'Replicas' are not equal to TotalPartitions*PartitionSize",
  MinAvailable: "'MinAvailable' is not equal to MinPartitions*PartitionSize",
} as const

function checkProduct(
  field: keyof typeof sentences,
  pods: number,
  partitions: number,
  size: number,
  path: string,
  where: string,
): readonly Finding[] {
  const product = partitions * size
  return pods === product
    ? none
    : [invalid(path, pods, `${sentences[field]} ${where}; ${partitions} x ${size} = ${product}`)]
}
