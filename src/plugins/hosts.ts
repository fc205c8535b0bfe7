import type { Job, Task } from '../kubernetes/shapes/volcano-job.ts'

/** The name of a job's pod: `<job>-<task>-<index>`. Mirrors pkg/controllers/job/helpers: MakePodName. */
export const podNameOf = (job: string, task: string, index: number | string): string => `${job}-${task}-${index}`

export const jobNameOf = (job: Job): string => job.metadata?.name ?? ''

/** A host of a job: what its pods call it, and the name that resolves. */
export type Host = Readonly<{ name: string; domain: string }>

/**
 * The hosts of a task, one for each replica; a host name that the template sets is all replicas' and stands once.
 * Mirrors pkg/controllers/job/plugins/svc: GenerateHosts.
 */
export function hostsOf(job: Job, task: Task): readonly Host[] {
  const { hostname = '', subdomain = '' } = task.template?.spec ?? {}
  const hostOf = (name: string): Host => ({ name, domain: `${name}.${subdomain || jobNameOf(job)}` })
  const replicas = Math.max(0, task.replicas ?? 0)
  if (hostname !== '') return replicas === 0 ? [] : [hostOf(hostname)]
  return Array.from({ length: replicas }, (_, index) => hostOf(podNameOf(jobNameOf(job), task.name ?? '', index)))
}
