import { parseGoFlags } from '../kubernetes/go-flags.ts'
import { rememberLast } from '../kubernetes/remember.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import { fieldOfFlag } from './arguments/field-of-flag.ts'
import type { TaskRole } from './plugin-flag.ts'
import { plugins } from './registry.ts'

/** A part that a plugin of a job gives to the task of this name. */
export type Role = Readonly<{
  plugin: string
  flag: string
  task: string
  /** The field of the job that names the task, or the plugin where none does. */
  path: string
  isNamed: boolean
  effects: TaskRole
}>

const castings = plugins.flatMap(({ name, flags }) => {
  const roles = Object.entries(flags).flatMap(([flag, { task }]) =>
    task === undefined ? [] : [{ flag, effects: task }],
  )
  return roles.length === 0 ? [] : [{ name, flags, roles }]
})

/** The parts that the plugins of a job give to tasks, whether there are such tasks or not. */
export const rolesIn = rememberLast(({ spec = {} }: Job): readonly Role[] => {
  const switchedOn = spec.plugins
  if (switchedOn === undefined) return none
  return castings.flatMap(({ name, flags, roles }): readonly Role[] => {
    if (!Object.hasOwn(switchedOn, name)) return none
    const args = switchedOn[name] ?? []
    const values = parseGoFlags(flags, args).values
    const plain = `spec.plugins[${name}]`
    return roles.map(({ flag, effects }) => {
      const path = args.length === 0 ? plain : fieldOfFlag({ name, flags }, args, flag)
      return { plugin: name, flag, task: String(values[flag]), path, isNamed: path !== plain, effects }
    })
  })
})

const none: readonly never[] = []
