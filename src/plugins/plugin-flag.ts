import type { Flag } from '../kubernetes/go-flags.ts'

/** What becomes of a job whose task does not fit the part that a plugin gives it, as ends of sentences. */
export type TaskRole = Readonly<{
  /** There is no such task. Where nothing stands, the part may be vacant. */
  missing?: string
  /** The task has several replicas, or none. Where nothing stands, it may. */
  several?: string
  none?: string
}>

/** An argument of a job plugin, and what is to be known of it beside its type. */
export type PluginFlag = Flag &
  Readonly<{
    /** Its value is shown to nobody. */
    secret?: true
    /** It is a port: one that pods or Services open, so that the API server checks it, or one that is only told. */
    port?: 'opened' | 'told'
    /** It names a task of the job that has a part in what the plugin sets up. */
    task?: TaskRole
    /** Volcano's controller does not know it: it stops reading there. */
    extension?: true
  }>

export type PluginFlagTable = Readonly<Record<string, PluginFlag>>
