import type { Pod } from '../../kubernetes/shapes/pod.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, podNameOf } from '../../plugins/hosts.ts'
import type { PodTarget } from '../../plugins/plugin.ts'

/**
 * Which replica of which task a pod is. Pods made from generateName have no name at mutating admission: their labels tell,
 * and the host name is the one under which the job's host lists know that replica.
 */
export function targetOf(pod: Pod, job: Job): Omit<PodTarget, 'earlier' | 'options'> {
  const { annotations = {}, labels = {}, name = '' } = pod.metadata ?? {}
  const task = annotations['volcano.sh/task-spec'] || labels['volcano.sh/task-spec'] || 'default'
  const index = labels['volcano.sh/task-index'] ?? annotations['volcano.sh/task-index'] ?? indexIn(name)
  const podName = name !== '' || index === '' ? name : podNameOf(jobNameOf(job), task, index)
  return { job, task, index, podName, pod }
}

/** The last part of `<job>-<task>-<index>`. Mirrors pkg/controllers/job/helpers: GetPodIndexUnderTask. */
function indexIn(name: string): string {
  const parts = name.split('-')
  return parts.length < 3 ? '' : (parts.at(-1) ?? '')
}
