import { type FlagValues, parseGoFlags } from '../kubernetes/go-flags.ts'
import { rememberObject } from '../kubernetes/remember.ts'
import type { Container, ContainerPort, EnvVar, VolumeMount } from '../kubernetes/shapes/container.ts'
import type { Pod } from '../kubernetes/shapes/pod.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { Volume } from '../kubernetes/shapes/volumes.ts'
import type { Companion } from './companion.ts'
import type { PluginFlagTable } from './plugin-flag.ts'
import { defaultPluginOptions, type PluginOptions } from './plugin-options.ts'

/**
 * Which containers of a pod: all, init containers too; the main ones, which are those that are none; a main one by name; or
 * those of which something is true.
 */
export type Containers =
  | 'all'
  | 'main'
  | Readonly<{ named: string }>
  | Readonly<{ where: (container: Container) => boolean }>

/** Something that users of a pod should know: where, what stands there, and a sentence. */
export type Remark = Readonly<{ path: string; value: unknown; message: string }>

/** A volume, and where containers find it. */
export type Mounted = Readonly<{ mount: VolumeMount; volume: Volume }>

/** One thing that a plugin wants a pod to have. `grant` turns wishes into a patch; no plugin touches a pod itself. */
export type PodWish =
  | Readonly<{ wish: 'hostname' | 'subdomain'; value: string }>
  | Readonly<{ wish: 'annotation'; name: string; value: string }>
  | Readonly<{ wish: 'env'; variable: EnvVar; containers: Containers }>
  | Readonly<{ wish: 'port'; port: ContainerPort; containers: Containers }>
  | Readonly<{ wish: 'command'; command: readonly string[]; containers: Containers }>
  /** `instead` is what Volcano's controller gives a pod, where the plugin wants it otherwise here. */
  | Readonly<{ wish: 'mount'; mount: VolumeMount; volume: Volume; containers: Containers; instead?: Mounted }>
  | Readonly<{ wish: 'init container'; container: Container }>
  /** There is nothing to have: the plugin says why. */
  | Readonly<{ wish: 'nothing'; because: Remark }>

/** The pod that wishes are made for: replica `index` of `task`. Both are '' when nothing tells them. */
export type PodTarget = Readonly<{
  job: Job
  task: string
  index: string
  podName: string
  /** The pod before any plugin acts. */
  pod: Pod
  /** What the plugins wish that act before this one. */
  earlier: readonly PodWish[]
  options: PluginOptions
}>

/** A job plugin as everyone else sees it: a name, its flags to document, and what it wants for given arguments. */
export type JobPlugin = Readonly<{
  name: string
  about: string
  flags: PluginFlagTable
  /** Plugins whose wishes this one looks at: it acts after them. */
  after: readonly string[]
  /** Plugins that this one cannot work without: a job that names it gets them, too. */
  completes: readonly string[]
  wishes: (target: PodTarget, args: readonly string[]) => readonly PodWish[]
  companions: (job: Job, args: readonly string[], options?: PluginOptions) => readonly Companion[]
}>

type Definition<Table extends PluginFlagTable> = Pick<JobPlugin, 'name' | 'about'> &
  Partial<Pick<JobPlugin, 'after' | 'completes'>> &
  Readonly<{
    flags: Table
    wishes: (target: PodTarget, flags: FlagValues<Table>) => readonly PodWish[]
    companions?: (job: Job, flags: FlagValues<Table>, options: PluginOptions) => readonly Companion[]
  }>

/** Ties a plugin's flag table to its functions: they see typed values, their callers pass plain arguments. */
export function jobPlugin<const Table extends PluginFlagTable>(definition: Definition<Table>): JobPlugin {
  const { after = [], completes = [], wishes, companions = () => [], ...plugin } = definition
  const read = flagReader(plugin.flags)
  return {
    ...plugin,
    after,
    completes,
    wishes: (target, args) => wishes(target, read(args)),
    companions: (job, args, options = defaultPluginOptions) => companions(job, read(args), options),
  }
}

/** Reads arguments. Most jobs give none, and all pods of a job share its list, so each list is read once. */
function flagReader<Table extends PluginFlagTable>(table: Table): (args: readonly string[]) => FlagValues<Table> {
  const defaults = parseGoFlags(table, []).values
  const read = rememberObject((args: readonly string[]) => parseGoFlags(table, args).values)
  return (args) => (args.length === 0 ? defaults : read(args))
}
