import type { Flag } from '../kubernetes/go-flags.ts'

/** An argument of a job plugin, and what is to be known of it beside its type. */
export type PluginFlag = Flag &
  Readonly<{
    /** Its value is shown to nobody. */
    secret?: true
    /** It is a port: one that pods or Services open, so that the API server checks it, or one that is only told. */
    port?: 'opened' | 'told'
    /** Volcano's controller does not know it: it stops reading there. */
    extension?: true
  }>

export type PluginFlagTable = Readonly<Record<string, PluginFlag>>
