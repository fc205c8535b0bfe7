import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * After an update a task still has the pods that it waits for, and so has the job. Mirrors jobs/validate:
 * validateJobUpdate; sums beyond int32 are exact here.
 */
export const scaleIsSound: JobRule = {
  id: 'scale-is-sound',
  nature: 'upstream',
  about: {
    why: 'After a change, a task and the job still have the pods that they wait for.',
    fix: 'Lower `minAvailable` together with `replicas`.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { minAvailable = 0, tasks = [] } = spec
    const replicas = tasks.reduce((sum, task) => sum + (task.replicas ?? 0), 0)
    return [
      ...tasks.flatMap((task, i) => checkTask(task, `spec.tasks[${i}]`)),
      ...checkMinAvailable(minAvailable, replicas),
    ]
  },
}

function checkTask({ name = '', replicas = 0, minAvailable }: Task, path: string): readonly Finding[] {
  const negative =
    replicas < 0 ? [invalid(`${path}.replicas`, replicas, `'replicas' must be >= 0 in task: ${name}`)] : none
  if (minAvailable === undefined) return negative
  if (minAvailable < 0)
    return [...negative, invalid(`${path}.minAvailable`, minAvailable, `'minAvailable' must be >= 0 in task: ${name}`)]
  if (minAvailable <= replicas || replicas < 0) return negative
  const sentence = `'minAvailable' must be <= 'replicas' in task: ${name}; its replicas: ${replicas}`
  return [invalid(`${path}.minAvailable`, minAvailable, sentence)]
}

const none: readonly never[] = []

function checkMinAvailable(minAvailable: number, replicas: number): readonly Finding[] {
  if (minAvailable < 0) return [invalid('spec.minAvailable', minAvailable, "job 'minAvailable' must be >= 0")]
  if (minAvailable <= replicas) return []
  const sentence = "job 'minAvailable' must not be greater than total replicas"
  return [invalid('spec.minAvailable', minAvailable, `${sentence}; replicas in all: ${replicas}`)]
}
