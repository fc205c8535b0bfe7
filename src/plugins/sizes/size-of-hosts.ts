import { bytesOf } from '../../kubernetes/names.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { jobNameOf, replicasOf } from '../hosts.ts'
import { digitsBelow } from './digits-below.ts'

/** How many hosts there are, and how many bytes their names and their domains have in all. */
export type HostSizes = Readonly<{ count: number; names: number; domains: number }>

/** Of `hostsOfReplicas`, worked out without making one of them; `replicas` may be others than those of the task. */
export function sizeOfReplicas(job: Job, task: Task, replicas = replicasOf(task)): HostSizes {
  const { hostname, subdomain } = task.template?.spec ?? {}
  const names = hostname
    ? replicas * bytesOf(hostname)
    : replicas * (bytesOf(jobNameOf(job)) + bytesOf(task.name ?? '') + 2) + digitsBelow(replicas)
  return { count: replicas, names, domains: names + replicas * (1 + bytesOf(subdomain || jobNameOf(job))) }
}

/** Of `hostsOf`: where the template sets a host name, there is one host. */
export const sizeOfHosts = (job: Job, task: Task, replicas = replicasOf(task)): HostSizes =>
  sizeOfReplicas(job, task, task.template?.spec?.hostname ? Math.min(1, replicas) : replicas)

/** Of the domains with something of one byte between them. */
export const sizeOfList = ({ count, domains }: HostSizes): number => domains + Math.max(0, count - 1)
