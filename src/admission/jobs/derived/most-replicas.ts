import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { replicasOf, tasksOf } from '../../../plugins/hosts.ts'

/** The most replicas with which a task still fits, where more never fit better; -1 when it does not fit even without any. */
export function mostReplicas(replicas: number, fits: (replicas: number) => boolean): number {
  let [most, tooMany] = [-1, replicas + 1]
  while (most + 1 < tooMany) {
    const middle = Math.floor((most + tooMany) / 2)
    if (fits(middle)) most = middle
    else tooMany = middle
  }
  return most
}

/** The job with another number of replicas of its task at place `at`. */
export const withReplicas = (job: Job, at: number, replicas: number): Job => ({
  ...job,
  spec: { ...job.spec, tasks: tasksOf(job).map((task, i) => (i === at ? { ...task, replicas } : task)) },
})

/** How many pods a job has. */
export function podsOf(job: Job): number {
  let pods = 0
  for (const task of tasksOf(job)) pods += replicasOf(task)
  return pods
}

/** The place of the task that has most replicas. */
export function largestTask(job: Job): number {
  const replicas = tasksOf(job).map(replicasOf)
  return replicas.indexOf(Math.max(...replicas))
}
