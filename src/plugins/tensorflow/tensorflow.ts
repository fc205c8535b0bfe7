import type { FlagValues } from '../../kubernetes/go-flags.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { lacksIndex, numberOf, tooManyHosts } from '../excuses.ts'
import { hostsFit, hostsOfReplicas, tasksOf } from '../hosts.ts'
import { keepLast } from '../keep-last.ts'
import { jobPlugin } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'
import { printInt } from '../port.ts'

const flags = {
  ps: { type: 'string', task: {}, default: 'ps', about: 'name of the task of parameter servers' },
  worker: { type: 'string', task: {}, default: 'worker', about: 'name of the task of workers' },
  chief: {
    type: 'string',
    task: { several: 'TensorFlow knows one chief only' },
    default: 'chief',
    about: 'name of the task of the chief',
  },
  evaluator: { type: 'string', task: {}, default: 'evaluator', about: 'name of the task of evaluators' },
  port: { type: 'int', port: 'told', default: 2222, about: 'port behind each host in `TF_CONFIG`' },
} as const satisfies PluginFlagTable

export type TensorflowFlags = FlagValues<typeof flags>
type Role = Exclude<keyof TensorflowFlags, 'port'>

/**
 * Main containers know the cluster and their place in it. A job of one pod is no cluster.
 * Mirrors pkg/controllers/job/plugins/distributed-framework/tensorflow.
 */
export const tensorflow = jobPlugin({
  name: 'tensorflow',
  about: 'each container knows the TensorFlow cluster and its place in it',
  completes: ['svc'],
  flags,
  wishes(target, values) {
    const { job, task, index } = target
    if (isAlone(tasksOf(job))) return []
    const number = numberOf(index)
    if (number === undefined) return [lacksIndex(target, 'tensorflow', 'TF_CONFIG')]
    const cluster = clusterOf(job, values)
    if (cluster === undefined) return [tooManyHosts(target, 'tensorflow', 'TF_CONFIG')]
    const value = `{"cluster":${cluster},"task":${JSON.stringify(placeOf(task, number, values))}}`
    return [{ wish: 'env', variable: { name: 'TF_CONFIG', value }, containers: 'main' }]
  },
})

export const isAlone = (tasks: readonly Task[]): boolean => tasks.length === 1 && tasks[0]?.replicas === 1

/** The hosts of each role, as JSON; roles without any are left out. Undefined when there are too many of them. */
const clusterOf = keepLast((job: Job, values: TensorflowFlags): string | undefined => {
  const port = printInt(values.port)
  const roles = rolesIn(job, values)
  if (!roles.every(([, task]) => hostsFit(job, task))) return undefined
  const hosts = roles.map(
    ([role, task]) => [role, hostsOfReplicas(job, task).map(({ domain }) => `${domain}:${port}`)] as const,
  )
  return JSON.stringify(Object.fromEntries(hosts.filter(([, list]) => list.length > 0)))
})

/** What a pod is told of itself. */
export const placeOf = (
  task: string,
  index: number,
  values: TensorflowFlags,
): Readonly<{ type: string; index: number }> => ({
  type: firstRole(task, values, ['chief', 'worker', 'ps', 'evaluator']) ?? task,
  index,
})

/** The task that has each role. One task has one role, and of two tasks of one name the later counts. */
export function rolesIn(job: Job, values: TensorflowFlags): readonly (readonly [Role, Task])[] {
  const roles = ['ps', 'worker', 'chief', 'evaluator'] as const
  const held = new Map(tasksOf(job).map((task) => [firstRole(task.name ?? '', values, roles), task]))
  return roles.flatMap((role) => {
    const task = held.get(role)
    return task === undefined ? [] : [[role, task] as const]
  })
}

const firstRole = (task: string, values: TensorflowFlags, roles: readonly Role[]): Role | undefined =>
  roles.find((role) => values[role] === task)
