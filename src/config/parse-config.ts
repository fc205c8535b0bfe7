import type { Config } from './config.ts'
import { type ReadFile, readConfigFile } from './config-file.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { parseArguments } from './parse-arguments.ts'
import { settleFlags } from './settle-flags.ts'
import { type Known, toConfig } from './to-config.ts'

export type ParsedConfig =
  | Readonly<{ config: Config; warnings: readonly string[] }>
  | Readonly<{ mistakes: readonly string[]; warnings: readonly string[] }>
  /** `--help` or `--version` is given: nothing else is checked. */
  | Readonly<{ asked: 'help' | 'version' }>

/**
 * Makes the configuration of the server: the command line (without the program's name) wins over the environment, that over
 * the file of `--config`, that over the defaults. `known` is what the flags can name. Every mistake is told at once. Mirrors cmd/webhook-manager/main.go.
 */
export function parseConfig(
  args: readonly string[],
  environment: Environment,
  readFile: ReadFile,
  known: Known,
): ParsedConfig {
  const commandLine = parseArguments(args)
  if (commandLine.given.has('help')) return { asked: 'help' }
  const variables = readEnvironment(environment)
  const { version, config: path } = settleFlags([commandLine.given, variables.given]).values
  if (version) return { asked: 'version' }
  const file = path === '' ? undefined : readConfigFile(path, readFile)
  const settled = settleFlags([commandLine.given, variables.given, file?.given ?? new Map()])
  const { config, ...checked } = toConfig(settled.values, known)
  const mistakes = [...commandLine.mistakes, ...(file?.mistakes ?? []), ...settled.mistakes, ...checked.mistakes]
  const warnings = [...commandLine.warnings, ...variables.warnings, ...checked.warnings]
  return mistakes.length === 0 ? { config, warnings } : { mistakes, warnings }
}
