import { parseGoFlags } from '../../../kubernetes/go-flags.ts'
import { rememberObject } from '../../../kubernetes/remember.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import type { JobPlugin } from '../../../plugins/plugin.ts'

/** What the flags of a plugin say in a job; undefined when the job does not switch it on. */
export function flagsOf<Flags>({ spec = {} }: Job, plugin: JobPlugin): Flags | undefined {
  const { plugins } = spec
  if (plugins === undefined || !Object.hasOwn(plugins, plugin.name)) return undefined
  const args = plugins[plugin.name] ?? []
  return (args.length === 0 ? defaultsOf(plugin) : parseGoFlags(plugin.flags, args).values) as Flags
}

const defaultsOf = rememberObject((plugin: JobPlugin): unknown => parseGoFlags(plugin.flags, []).values)
