import { type FlagValues, flagNames, flags } from './flags.ts'
import type { GivenFlags } from './parse-arguments.ts'
import { readValue } from './read-value.ts'

/** The value of each flag from the first source that gives it, else its default. */
export function settleFlags(
  sources: readonly GivenFlags[],
): Readonly<{ values: FlagValues; mistakes: readonly string[] }> {
  const read = flagNames.map((name) => {
    const given = sources.map((source) => source.get(name)).find((given) => given !== undefined)
    const { value, mistakes } =
      given === undefined ? { value: flags[name].default, mistakes: [] } : readValue(flags[name], given)
    return { name, value, mistakes }
  })
  return {
    values: Object.fromEntries(read.map(({ name, value }) => [name, value])) as FlagValues,
    mistakes: read.flatMap(({ mistakes }) => mistakes),
  }
}
