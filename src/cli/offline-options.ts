import { readFileSync } from 'node:fs'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { defaultSettings, type Settings } from '../admission/settings.ts'
import { parseAdmissionConf } from '../config/admission-conf.ts'
import { suggest } from '../kubernetes/nearest.ts'

/** Flags that decide as they do on the server, for every command that decides offline. */
const shared = {
  'scheduler-name': { type: 'string', multiple: true },
  'admission-conf': { type: 'string' },
  'feature-gates': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

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
  const options: ParseArgsOptionsConfig = { ...shared, ...own }
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = tokens.filter((token) => token.kind === 'option')
  const unknown = given.filter(({ name }) => !Object.hasOwn(options, name))
  const empty = given.filter(({ name, value }) => Object.hasOwn(options, name) && value === undefined)
  const { settings, mistakes } = readSettings(values as ValuesOf<typeof shared>)
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

function readSettings(values: ValuesOf<typeof shared>): Readonly<{ settings: Settings; mistakes: readonly string[] }> {
  const gates = new Map(
    (values['feature-gates'] ?? '').split(',').map((gate) => gate.split('=', 2) as [string, string]),
  )
  const schedulerNames = values['scheduler-name'] ?? defaultSettings.schedulerNames
  const settings = {
    ...defaultSettings,
    schedulerNames,
    schedulingGates: gates.get('SchedulingGatesQueueAdmission') === 'true',
    podLevelResources: gates.get('PodLevelResources') !== 'false',
  }
  const path = values['admission-conf']
  if (path === undefined) return { settings, mistakes: [] }
  const parsed = readAdmissionConf(path)
  if ('mistakes' in parsed) return { settings, mistakes: parsed.mistakes.map((mistake) => `${path}: ${mistake}`) }
  return { settings: { ...settings, resourceGroups: parsed.groups }, mistakes: [] }
}

function readAdmissionConf(path: string): ReturnType<typeof parseAdmissionConf> {
  try {
    return parseAdmissionConf(readFileSync(path, 'utf8'))
  } catch (error) {
    return { mistakes: [`cannot be read: ${error instanceof Error ? error.message : error}`] }
  }
}
