import type { PluginFlagTable } from '../plugin-flag.ts'
import { walkArguments } from './walk-arguments.ts'

/** The field of a job in which a plugin's flag is set as Go reads it, up to the first mistake, or that of the plugin where its default counts. */
export function fieldOfFlag(
  { name, flags }: Readonly<{ name: string; flags: PluginFlagTable }>,
  args: readonly string[],
  flag: string,
): string {
  const { known } = walkArguments(flags, args)
  const mistake = known.findIndex(({ misread }) => misread !== undefined)
  const read = mistake < 0 ? known : known.slice(0, mistake + 1)
  const setting = read.findLast((argument) => argument.flag === flag)
  return `spec.plugins[${name}]${setting === undefined ? '' : `[${setting.at}]`}`
}
