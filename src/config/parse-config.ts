import type { Config } from './config.ts'
import { type ReadFile, readConfigFile } from './config-file.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { type FlagValues, flagNames, flags } from './flags.ts'
import { type GivenFlags, parseArguments } from './parse-arguments.ts'
import { readValue } from './read-value.ts'
import { toConfig } from './to-config.ts'

export type ParsedConfig =
  | Readonly<{ config: Config; warnings: readonly string[] }>
  | Readonly<{ mistakes: readonly string[]; warnings: readonly string[] }>
  /** `--help` or `--version` is given: nothing else is checked. */
  | Readonly<{ asked: 'help' | 'version' }>

/**
 * Makes the configuration of the server: the command line (without the program's name) wins over the environment, that over
 * the file of `--config`, that over the defaults. `knownPaths` are those of the webhooks that there are to serve. Every
 * mistake is told at once. Mirrors cmd/webhook-manager/main.go.
 */
export function parseConfig(
  args: readonly string[],
  environment: Environment,
  readFile: ReadFile,
  knownPaths: readonly string[],
): ParsedConfig {
  const commandLine = parseArguments(args)
  if (commandLine.given.has('help')) return { asked: 'help' }
  const variables = readEnvironment(environment)
  const { version, config: path } = settle([commandLine.given, variables.given]).values
  if (version) return { asked: 'version' }
  const file = path === '' ? undefined : readConfigFile(path, readFile)
  const settled = settle([commandLine.given, variables.given, file?.given ?? new Map()])
  const { config, ...checked } = toConfig(settled.values, knownPaths)
  const mistakes = [...commandLine.mistakes, ...(file?.mistakes ?? []), ...settled.mistakes, ...checked.mistakes]
  const warnings = [...commandLine.warnings, ...variables.warnings, ...checked.warnings]
  return mistakes.length === 0 ? { config, warnings } : { mistakes, warnings }
}

/** The value of each flag from the first source that gives it, else its default. */
function settle(sources: readonly GivenFlags[]): Readonly<{ values: FlagValues; mistakes: readonly string[] }> {
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
