import { type FlagTable, type FlagValues, parseGoFlags } from '../kubernetes/go-flags.ts'
import type { EnvVar, VolumeMount } from '../kubernetes/shapes/container.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { Volume } from '../kubernetes/shapes/volumes.ts'
import type { Companion } from './companion.ts'

/** One thing that a plugin wants a pod to have. `grant` turns wishes into a patch; no plugin touches a pod itself. */
export type PodWish =
  | Readonly<{ wish: 'hostname' | 'subdomain'; value: string }>
  | Readonly<{ wish: 'env'; variable: EnvVar }>
  | Readonly<{ wish: 'mount'; mount: VolumeMount; volume: Volume }>

/** The pod that wishes are made for: replica `index` of `task`. Both are '' when nothing tells them. */
export type PodTarget = Readonly<{ job: Job; task: string; index: string; podName: string }>

/** A job plugin as everyone else sees it: a name, its flags to document, and what it wants for given arguments. */
export type JobPlugin = Readonly<{
  name: string
  about: string
  flags: FlagTable
  wishes: (target: PodTarget, args: readonly string[]) => readonly PodWish[]
  companions: (job: Job, args: readonly string[]) => readonly Companion[]
}>

/** Ties a plugin's flag table to its functions: they see typed values, their callers pass plain arguments. */
export const jobPlugin = <const Table extends FlagTable>(
  plugin: Readonly<{
    name: string
    about: string
    flags: Table
    wishes: (target: PodTarget, flags: FlagValues<Table>) => readonly PodWish[]
    companions: (job: Job, flags: FlagValues<Table>) => readonly Companion[]
  }>,
): JobPlugin => {
  // Most jobs give no arguments.
  const defaults = parseGoFlags(plugin.flags, []).values
  const read = (args: readonly string[]) => (args.length === 0 ? defaults : parseGoFlags(plugin.flags, args).values)
  return {
    ...plugin,
    wishes: (target, args) => plugin.wishes(target, read(args)),
    companions: (job, args) => plugin.companions(job, read(args)),
  }
}
