import type { ParseArgsOptionsConfig } from 'node:util'
import type { Settings } from '../admission/settings.ts'
import { decidingOptions, readSettings } from './offline-settings.ts'
import { needsValue, readWords, unknownFlag } from './read-words.ts'

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
  const { values, positionals, given } = readWords(args, options)
  const unknown = given.filter(({ name }) => !Object.hasOwn(options, name))
  const empty = given.filter(({ name, value }) => options[name]?.type === 'string' && value === undefined)
  const { settings, mistakes } = readSettings(given)
  return {
    values: values as ValuesOf<Options>,
    files: positionals,
    settings,
    mistakes: [...unknown.map((word) => unknownFlag(word, options)), ...empty.map(needsValue), ...mistakes],
  }
}
