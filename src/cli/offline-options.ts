import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Settings } from '../admission/settings.ts'
import { suggest } from '../kubernetes/nearest.ts'
import { decidingOptions, readSettings } from './offline-settings.ts'

export type OfflineOptions<Values> = Readonly<{
  values: Values
  files: readonly string[]
  settings: Settings
  mistakes: readonly string[]
}>

type Own = Readonly<Record<string, Readonly<{ type: 'string'; multiple?: true }>>>
type ValuesOf<Options extends Own> = {
  readonly [Name in keyof Options]?: Options[Name] extends { multiple: true } ? readonly string[] : string
}

/** Reads the words behind a command's name; every mistake is told at once. */
export function readOfflineOptions<const Options extends Own>(
  args: readonly string[],
  own: Options,
): OfflineOptions<ValuesOf<Options>> {
  const options: ParseArgsOptionsConfig = { ...decidingOptions, ...own }
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = tokens.filter((token) => token.kind === 'option')
  const unknown = given.filter(({ name }) => !Object.hasOwn(options, name))
  const empty = given.filter(({ name, value }) => options[name]?.type === 'string' && value === undefined)
  const { settings, mistakes } = readSettings(given)
  return {
    values: values as ValuesOf<Options>,
    files: positionals,
    settings,
    mistakes: [
      ...unknown.map(({ name, rawName }) => `${rawName}: unknown flag${suggest(name, Object.keys(options), '--')}`),
      ...empty.map(({ rawName }) => `${rawName}: needs a value`),
      ...mistakes,
    ],
  }
}
