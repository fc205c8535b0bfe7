import { type Misread, readArgument } from '../../kubernetes/go-flags.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'

/** An argument of a plugin at its place in the list: the flag that it sets, and why it cannot be read. */
export type Argument = Readonly<{ at: number; flag?: string; value?: unknown; misread?: Misread }>

/** All arguments, also those behind a mistake, at which Go stops; `unread` is the place of the first one behind `--`. */
export function walkArguments(
  table: PluginFlagTable,
  args: readonly string[],
): Readonly<{ known: readonly Argument[]; unread?: number }> {
  const known: Argument[] = []
  for (let at = 0; at < args.length; ) {
    if (args[at] === '--') return at + 1 < args.length ? { known, unread: at + 1 } : { known }
    const { next, ...argument } = readArgument(table, args, at)
    known.push({ at, ...argument })
    at = next
  }
  return { known }
}
