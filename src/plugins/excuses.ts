import { jobNameOf } from './hosts.ts'
import type { PodTarget, PodWish } from './plugin.ts'

/** A plugin needs a task that the job does not have; `flag` is the argument that names it. */
export const lacksTask = ({ job }: PodTarget, plugin: string, flag: string, name: string): PodWish => ({
  wish: 'nothing',
  because: {
    path: 'metadata.labels[volcano.sh/job-name]',
    value: jobNameOf(job),
    message: `the job has no task "${name}" (--${flag}): the pod gets nothing of the job plugin ${plugin}`,
  },
})

/** A plugin needs the index of the pod in its task, and there is none; `what` is left out. */
export const lacksIndex = ({ index }: PodTarget, plugin: string, what: string): PodWish => ({
  wish: 'nothing',
  because: {
    path: 'metadata.labels[volcano.sh/task-index]',
    value: index,
    message: `the index of the pod in its task must be a number: without it the job plugin ${plugin} gives no ${what}`,
  },
})

/** The list of hosts that a variable would hold fits into no pod. */
export const tooManyHosts = ({ job }: PodTarget, plugin: string, variable: string): PodWish => ({
  wish: 'nothing',
  because: {
    path: 'metadata.labels[volcano.sh/job-name]',
    value: jobNameOf(job),
    message: `the job has too many hosts for a list in ${variable}: the pod gets none of the job plugin ${plugin}`,
  },
})

/** The index of a pod as a number; undefined when it is none. */
export function numberOf(index: string): number | undefined {
  const number = /^\d+$/.test(index) ? Number(index) : Number.NaN
  return Number.isSafeInteger(number) ? number : undefined
}
