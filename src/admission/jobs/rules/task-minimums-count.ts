import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { invalid } from '../../finding.ts'
import { minAvailableOf } from '../defaults/tasks.ts'
import type { JobRule } from '../rule.ts'
import { sumOfMinimums } from '../sums.ts'

/**
 * The minimums of tasks count: the scheduler looks at them only where the job waits for as many pods as all of them together.
 * Mirrors pkg/scheduler/api: CheckTaskReady. Only a minimum that somebody wrote is worth a word: the defaults are all
 * replicas, and mean nothing beside a smaller minimum of the job.
 */
export const taskMinimumsCount: JobRule = {
  id: 'task-minimums-count',
  nature: 'doubtful',
  about: {
    why: 'Where spec.minAvailable is less than the minimums of all tasks together, the scheduler ignores the latter: any pods will do.',
    fix: 'Raise spec.minAvailable to the sum of the minimums, or leave it out: that sum is its default.',
    upstream: [4867],
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const { minAvailable = 0, tasks = [] } = spec
    const sum = sumOfMinimums(tasks)
    if (minAvailable >= sum) return []
    const index = tasks.findIndex(isWritten)
    if (index < 0) return []
    const { name = '', minAvailable: own } = tasks[index] ?? {}
    const sentence = `less than the tasks wait for together (${sum}), so that task ${name} waits for ${own} has no effect`
    return [invalid('spec.minAvailable', minAvailable, `${sentence}; write ${sum}, or leave it out`)]
  },
}

/** Whether a minimum is no default, and one that can be met. */
const isWritten = ({ minAvailable, ...task }: Task): boolean =>
  minAvailable !== undefined && minAvailable > 0 && minAvailable < minAvailableOf(task)
