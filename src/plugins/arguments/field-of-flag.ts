import type { PluginFlagTable } from '../plugin-flag.ts'
import { walkArguments } from './walk-arguments.ts'

/** The field of a job in which a plugin's flag is set, or that of the plugin where its default counts. */
export function fieldOfFlag(
  { name, flags }: Readonly<{ name: string; flags: PluginFlagTable }>,
  args: readonly string[],
  flag: string,
): string {
  const setting = walkArguments(flags, args).known.findLast((argument) => argument.flag === flag)
  return `spec.plugins[${name}]${setting === undefined ? '' : `[${setting.at}]`}`
}
