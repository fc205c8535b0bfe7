import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { invalid, listed } from '../../finding.ts'
import { minAvailableOf } from '../defaults/tasks.ts'
import type { JobRule } from '../rule.ts'
import { sumOfMinimums, sumOfReplicas } from '../sums.ts'
import { dependsOnIsAcyclic } from './depends-on-is-acyclic.ts'

/**
 * The pods that a job waits for are there before any of them starts: the gang scheduler starts none until all of them exist,
 * and the job controller makes those of a task with dependsOn once others run. Volcano admits such a job, and it waits for ever.
 */
export const gangCanStart: JobRule = {
  id: 'gang-can-start',
  nature: 'impossible',
  about: {
    why: 'The plugin gang of the scheduler, which is on by default, starts no pod before as many as minAvailable exist. The job controller makes the pods of a task with dependsOn only once the other task runs. A job that waits for both waits for ever.',
    fix: 'Lower spec.minAvailable until the pods that are made at once are enough. Below the sum of all tasks, the minimums of the tasks no longer count.',
  },
  reads: [],
  check(review, cluster, settings) {
    const { tasks = [], minAvailable = 0, schedulerName = '' } = review.object.spec ?? {}
    if (!tasks.some(({ dependsOn }) => dependsOn !== undefined)) return []
    if (!settings.schedulerNames.includes(schedulerName)) return []
    if (dependsOnIsAcyclic.check(review, cluster, settings).length > 0) return []
    const later = tasks.filter((task) => isMadeLater(task, tasks))
    const atOnce = sumOfReplicas(tasks.filter((task) => !later.includes(task)))
    const minimums = sumOfMinimums(tasks)
    const waitsForTasks = minAvailable >= minimums && later.some((task) => minAvailableOf(task) > 0)
    if (minAvailable <= atOnce && !waitsForTasks) return []
    const names = listed(later.map(({ name = '' }) => name))
    const sentence = `the job waits for pods that are made only once others run (of ${names}), so none ever starts`
    return [invalid('spec.minAvailable', minAvailable, `${sentence}; ${adviceFor(Math.min(atOnce, minimums - 1))}`)]
  },
}

const adviceFor = (most: number): string =>
  most < 1 ? 'let a task with pods do without dependsOn' : `write ${most} or less`

/** Whether pods of other tasks must run before those of this one are made. Mirrors waitDependsOnTaskMeetCondition. */
function isMadeLater({ dependsOn }: Task, tasks: readonly Task[]): boolean {
  const { name: names = [], iteration } = dependsOn ?? {}
  const mustRun = (name: string): boolean => tasks.some((task) => task.name === name && minAvailableOf(task) > 0)
  return iteration === 'any' && names.length > 1 ? names.every(mustRun) : names.some(mustRun)
}
