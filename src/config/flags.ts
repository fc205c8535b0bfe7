import type { Flag, FlagTable, Values } from './flag.ts'
import { addressFlags } from './flags/address.ts'
import { certificateFlags } from './flags/certificates.ts'
import { clusterFlags } from './flags/cluster.ts'
import { companionFlags } from './flags/companions.ts'
import { decisionFlags } from './flags/decisions.ts'
import { generalFlags } from './flags/general.ts'
import { limitFlags } from './flags/limits.ts'
import { logFlags } from './flags/log.ts'
import { pluginFlags } from './flags/plugins.ts'
import { tracingFlags } from './flags/tracing.ts'
import { flagsWithoutEffect } from './flags/without-effect.ts'

export type Topic = Readonly<{ title: string; about?: string; flags: FlagTable }>

/** Every flag, by topic, in the order of the documentation. */
export const topics: readonly Topic[] = [
  { title: 'Address', flags: addressFlags },
  { title: 'Certificates', flags: certificateFlags },
  { title: 'Cluster', flags: clusterFlags },
  {
    title: 'Decisions',
    about: 'What the webhook at each path of `--enabled-admission` does is told in [webhooks.md](webhooks.md).',
    flags: decisionFlags,
  },
  { title: 'Job plugins', flags: pluginFlags },
  { title: 'Companions of jobs', flags: companionFlags },
  { title: 'Limits and shutdown', flags: limitFlags },
  { title: 'Log', flags: logFlags },
  { title: 'Traces', flags: tracingFlags },
  { title: 'General', flags: generalFlags },
  {
    title: 'Accepted without effect',
    about: "Volcano's logging library has these; here the log is lines of JSON on one stream, written at once.",
    flags: flagsWithoutEffect,
  },
]

const table = {
  ...addressFlags,
  ...certificateFlags,
  ...clusterFlags,
  ...decisionFlags,
  ...pluginFlags,
  ...companionFlags,
  ...limitFlags,
  ...logFlags,
  ...tracingFlags,
  ...generalFlags,
  ...flagsWithoutEffect,
} as const satisfies FlagTable

export type FlagName = keyof typeof table
/** The value of every flag, durations in milliseconds. */
export type FlagValues = { readonly [Name in FlagName]: Values[(typeof table)[Name]['type']] }

/**
 * The one table of all flags, mirroring cmd/webhook-manager/app/options/options.go and klog, with this server's own. Parsing,
 * checks, the configuration file, `--help` and docs/flags.md are made from it.
 */
export const flags: Readonly<Record<FlagName, Flag>> = table
export const flagNames = Object.keys(table) as readonly FlagName[]
export const isFlagName = (text: string): text is FlagName => Object.hasOwn(table, text)
