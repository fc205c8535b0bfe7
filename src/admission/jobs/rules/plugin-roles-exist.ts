import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { taskOf, tasksOf } from '../../../plugins/hosts.ts'
import { type Role, rolesIn } from '../../../plugins/roles.ts'
import { type Finding, listed, notFound } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * Tasks that arguments of plugins name are there, and so are those that a plugin does nothing without. A part that nobody
 * named may be vacant: a master without workers is a job of one node.
 */
export const pluginRolesExist: JobRule = {
  id: 'plugin-roles-exist',
  nature: 'doubtful',
  about: {
    why: 'The plugin looks for a task by this name. There is none, so it does nothing, or less than meant, without a word.',
    fix: 'Name one of the tasks of the job in the argument, or give a task the name that the plugin looks for.',
    upstream: [4271, 4609],
  },
  reads: [],
  check({ object }) {
    const roles = rolesIn(object)
    if (roles.length === 0) return []
    return [...roles.flatMap((role) => checkRole(object, role)), ...checkTensorflow(object, roles)]
  },
}

/** Other rules speak of these. */
const isElsewhere = ({ plugin, flag }: Role): boolean => ['mpi master', 'ray head'].includes(`${plugin} ${flag}`)

function checkRole(job: Job, role: Role): readonly Finding[] {
  const { plugin, flag, task, path, isNamed, effects } = role
  if ((effects.missing === undefined && !isNamed) || isElsewhere(role) || taskOf(job, task) !== undefined) return []
  const effect = effects.missing ?? `${plugin} goes without`
  return [notFound(path, task, `the job has no task of this name (${plugin} --${flag}): ${effect}; ${name(job, flag)}`)]
}

/** A cluster of TensorFlow has at least one host; a job of one pod needs none. */
function checkTensorflow(job: Job, roles: readonly Role[]): readonly Finding[] {
  const parts = roles.filter(({ plugin }) => plugin === 'tensorflow')
  const [first] = parts
  const tasks = tasksOf(job)
  if (first === undefined || (tasks.length === 1 && tasks[0]?.replicas === 1)) return []
  if (parts.some(({ isNamed, task }) => isNamed || taskOf(job, task) !== undefined)) return []
  const wanted = parts.map(({ task }) => task).join(', ')
  const sentence = `the job has none of the tasks of TensorFlow (${wanted}): TF_CONFIG has no hosts; ${name(job, 'worker')}`
  return [notFound(first.path, wanted, sentence)]
}

const name = (job: Job, flag: string): string =>
  `name one of its tasks with --${flag}: ${listed(tasksOf(job).map((task) => task.name ?? '')) || 'there is none'}`
