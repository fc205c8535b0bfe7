import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { hostOf, replicasOf, tasksOf } from '../hosts.ts'

/** No object of the API server is larger than 1.5 MiB, and a list of hosts is in the ConfigMap twice. */
const mostCharacters = 2 ** 20

/** Whether the lists of a job's hosts are larger than any object may be: they must not even be tried. */
export function hasTooManyHosts(job: Job): boolean {
  const switchedOn = job.spec?.plugins ?? {}
  if (!listing.some((plugin) => Object.hasOwn(switchedOn, plugin))) return false
  return tasksOf(job).reduce((sum, task) => sum + lengthOf(job, task), 0) >= mostCharacters
}

/** The plugins with companions that list all hosts. */
const listing = ['svc', 'ssh']

/** Where the template sets a host name, there is one host. */
function lengthOf(job: Job, task: Task): number {
  const hosts = task.template?.spec?.hostname ? 1 : replicasOf(task)
  return hosts * hostOf(job, task, replicasOf(task)).domain.length
}

export const tooManyHosts =
  'the job has more hosts than a ConfigMap or a Secret can list: nothing is made of what its plugins need beside pods; give it fewer replicas, or shorter names'
