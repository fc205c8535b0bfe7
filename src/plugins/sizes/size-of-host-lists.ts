import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { tasksOf } from '../hosts.ts'
import { sizeOfHosts, sizeOfList } from './size-of-hosts.ts'

/** The most that the values of a ConfigMap or of a Secret may have in all. Mirrors core.MaxSecretSize. */
export const mostBytesOfData = 1_048_576

/** The values of the ConfigMap of svc: for each task the list of hosts, twice, and how many they are. */
export function sizeOfHostLists(job: Job): number {
  let bytes = 0
  for (const task of tasksOf(job)) {
    const hosts = sizeOfHosts(job, task)
    bytes += 2 * sizeOfList(hosts) + String(hosts.count).length
  }
  return bytes
}
