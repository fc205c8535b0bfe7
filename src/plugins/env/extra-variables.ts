import { numberOf } from '../excuses.ts'
import { hostOf, jobNameOf, replicasOf, taskOf, tasksOf } from '../hosts.ts'
import type { PodTarget } from '../plugin.ts'

/**
 * What a pod should know of its place in the whole job. The rank counts the pods of the tasks in their order, from 0 to one
 * less than the size; the host is the name that resolves with the plugin svc.
 */
export function extraVariables({ job, task, index }: PodTarget): readonly (readonly [name: string, value: string])[] {
  const size = tasksOf(job).reduce((sum, each) => sum + replicasOf(each), 0)
  const names = [
    ['VC_JOB_NAME', jobNameOf(job)],
    ['VC_TASK_NAME', task],
    ['VC_JOB_SIZE', String(size)],
  ] as const
  const own = taskOf(job, task)
  const number = numberOf(index)
  if (own === undefined || number === undefined) return names
  const before = tasksOf(job).slice(0, tasksOf(job).indexOf(own))
  const rank = before.reduce((sum, each) => sum + replicasOf(each), number)
  return [...names, ['VC_CURRENT_HOST', hostOf(job, own, number).domain], ['VC_JOB_RANK', String(rank)]]
}
