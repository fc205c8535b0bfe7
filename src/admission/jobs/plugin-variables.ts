import type { Container } from '../../kubernetes/shapes/container.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { isMeant } from '../../plugins/is-meant.ts'
import type { PluginOptions } from '../../plugins/plugin-options.ts'
import { wishesFor } from '../../plugins/registry.ts'
import { targetOf } from '../pods/target.ts'
import { podOfTask } from './pod-of-task.ts'

/** The plugin that may give a variable of this name. Most names are of none, so nothing more is to be asked. */
export function pluginOfVariable(name: string): string | undefined {
  if (!firstLetters.has(name.charCodeAt(0))) return undefined
  if (name.startsWith('VC_')) return name.endsWith('_HOSTS') || name.endsWith('_NUM') ? 'svc' : 'env'
  return plugins.get(name)
}

const plugins: ReadonlyMap<string, string> = new Map([
  ['VK_TASK_INDEX', 'env'],
  ['TF_CONFIG', 'tensorflow'],
  ['MPI_HOST', 'mpi'],
  ...['MASTER_ADDR', 'MASTER_PORT', 'WORLD_SIZE', 'RANK'].map((name) => [name, 'pytorch'] as const),
])

const firstLetters: ReadonlySet<number> = new Set(['VC_', ...plugins.keys()].map((name) => name.charCodeAt(0)))

/** Whether the plugin of a variable is switched on. */
export function mayBePluginVariable({ spec = {} }: Job, name: string): boolean {
  const plugin = pluginOfVariable(name)
  return plugin !== undefined && spec.plugins !== undefined && Object.hasOwn(spec.plugins, plugin)
}

/** Whether a container gets a variable of this name from a plugin; init containers are not among the main ones. */
export type GivesVariable = (name: string, container: Container, isMain: boolean) => boolean

/** What the plugins of a job give the pods of a task, of which the first stands for all. */
export function pluginVariablesOf(job: Job, task: Task, options: PluginOptions): GivesVariable {
  const pod = podOfTask(job, task, 0)
  const wishes = wishesFor({ ...targetOf(pod, job), options }).filter((wish) => wish.wish === 'env')
  return (name, container, isMain) =>
    wishes.some(({ variable, containers }) => variable.name === name && isMeant(containers, container, isMain))
}
