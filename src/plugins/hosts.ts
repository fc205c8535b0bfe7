import type { Job, Task } from '../kubernetes/shapes/volcano-job.ts'

/** The name of a job's pod: `<job>-<task>-<index>`. Mirrors pkg/controllers/job/helpers: MakePodName. */
export const podNameOf = (job: string, task: string, index: number | string): string => `${job}-${task}-${index}`

export const jobNameOf = (job: Job): string => job.metadata?.name ?? ''

export const tasksOf = (job: Job): readonly Task[] => job.spec?.tasks ?? []

/** The first task of that name. Mirrors pkg/controllers/job/helpers: GetTaskIndexUnderJob. */
export const taskOf = (job: Job, name: string): Task | undefined =>
  tasksOf(job).find((task) => (task.name ?? '') === name)

export const replicasOf = (task: Task): number => Math.max(0, task.replicas ?? 0)

/** A host of a job: what its pods call it, and the name that resolves. */
export type Host = Readonly<{ name: string; domain: string }>

/** The host that replica `index` of a task is. Mirrors pkg/controllers/job/helpers: MakeDomainName. */
export function hostOf(job: Job, task: Task, index: number): Host {
  const { hostname, subdomain } = task.template?.spec ?? {}
  const name = hostname || podNameOf(jobNameOf(job), task.name ?? '', index)
  return { name, domain: `${name}.${subdomain || jobNameOf(job)}` }
}

/** The host of each replica of a task; where the template sets a host name, that is the host of all of them. */
export const hostsOfReplicas = (job: Job, task: Task): readonly Host[] =>
  Array.from({ length: replicasOf(task) }, (_, index) => hostOf(job, task, index))

/**
 * Whether a list of the hosts of all replicas can be written into a pod. No object of the API server is larger than 1.5 MiB,
 * and replicas go up to 2147483647: such a list must not even be tried.
 */
export const hostsFit = (job: Job, task: Task): boolean =>
  replicasOf(task) * hostOf(job, task, replicasOf(task)).domain.length < 2 ** 20

/** The hosts of a task, each of them once. Mirrors pkg/controllers/job/plugins/svc: GenerateHosts. */
export function hostsOf(job: Job, task: Task): readonly Host[] {
  if (!task.template?.spec?.hostname) return hostsOfReplicas(job, task)
  return replicasOf(task) === 0 ? [] : [hostOf(job, task, 0)]
}
