import { labelMistakes } from '../../../kubernetes/names.ts'
import type { Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, podNameOf, replicasOf } from '../../../plugins/hosts.ts'
import { each, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { suggestName } from '../derived/suggest-name.ts'
import type { JobRule } from '../rule.ts'

/**
 * With svc the name of each pod is its host name, down to the pod with the longest index. Volcano looks at one pod of each
 * task, and at none when a job grows.
 */
export const hostNamesAreLegal: JobRule = {
  id: 'host-names-are-legal',
  nature: 'impossible',
  about: {
    why: 'With the plugin svc the host name of a pod is `<job>-<task>-<index>`. A host name may have no dots and 63 characters. The first ten pods may be fine, and the eleventh, whose index has two digits, is refused by the API server for ever.',
    fix: 'Shorten the name of the job or of the task, or have no more replicas than the answer says. A `hostname` in the template of the task is used instead; then all its pods have that one.',
    upstream: [4691, 1411],
  },
  reads: [],
  check({ object }) {
    const { plugins, tasks = none } = object.spec ?? {}
    if (plugins === undefined || !Object.hasOwn(plugins, 'svc')) return none
    const job = jobNameOf(object)
    // The Service of a job of another name is wrong in the same way: that is told once, of the job.
    if (labelMistakes(job).length > 0) return none
    return each(tasks, 'spec.tasks', (task, path) => checkTask(job, task, path))
  },
}

/** With the hyphens around the name of the task; replicas have ten digits at most. */
const longestIndex = '--2147483646'.length

function checkTask(job: string, task: Task, path: string): readonly Finding[] {
  const last = replicasOf(task) - 1
  if (last < 0 || task.template?.spec?.hostname) return none
  const { name = '' } = task
  // Most names are short: then it is enough to look at that of the task.
  if (job.length + name.length + longestIndex <= 63 && labelMistakes(name).length === 0) return none
  const host = podNameOf(job, name, last)
  return labelMistakes(host).length === 0 ? none : tell(job, task, path, host)
}

function tell(job: string, { name: task = '', replicas = 0 }: Task, path: string, host: string): readonly Finding[] {
  const excess = host.length > 63 ? `${host.length - 63} too many: ` : ''
  const room = 63 - podNameOf(job, '', replicas - 1).length
  const suggested = suggestName(task, room)
  const rename = suggested === undefined ? 'shorten the name of the job' : `call the task "${suggested}"`
  const sentence = `with svc pod ${replicas - 1} would have the host name "${host}": ${labelMistakes(host).join(' ')}; ${excess}`
  if (labelMistakes(podNameOf(job, task, 0)).length > 0) return [invalid(`${path}.name`, task, sentence + rename)]
  const most = 10 ** (63 - podNameOf(job, task, '').length)
  return [invalid(`${path}.replicas`, replicas, `${sentence}up to ${most} replicas fit; for more, ${rename}`)]
}
