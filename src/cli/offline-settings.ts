import { readFileSync } from 'node:fs'
import type { ParseArgsOptionsConfig } from 'node:util'
import { catalogue } from '../admission/catalogue.ts'
import type { Settings } from '../admission/settings.ts'
import { parseAdmissionConf } from '../config/admission-conf.ts'
import { chooseDecisions } from '../config/choose-decisions.ts'
import { decisionFlags } from '../config/flags/decisions.ts'
import { pluginFlags } from '../config/flags/plugins.ts'
import { flags } from '../config/flags.ts'
import type { GivenFlags } from '../config/parse-arguments.ts'
import { settleFlags } from '../config/settle-flags.ts'
import type { Word } from './read-words.ts'
import { settingsOf } from './settings-of.ts'

/** Flags that decide as they do on the server: all but what is served. */
const { 'enabled-admission': _, ...deciding } = { ...decisionFlags, ...pluginFlags }
const decidingNames = Object.keys(deciding) as readonly (keyof typeof deciding)[]

export const decidingOptions: ParseArgsOptionsConfig = Object.fromEntries(
  decidingNames.map((name) => [
    name,
    { type: flags[name].type === 'bool' ? 'boolean' : 'string', multiple: true } as const,
  ]),
)

/** The settings that the flags of a command make which decides offline. */
export function readSettings(words: readonly Word[]): Readonly<{ settings: Settings; mistakes: readonly string[] }> {
  const { values, mistakes } = settleFlags([givenBy(words)])
  const chosen = chooseDecisions(values, knownRules)
  const groups = readResourceGroups(values['admission-conf'])
  return {
    settings: { ...settingsOf(chosen.decisions), ...groups.settings },
    mistakes: [...mistakes, ...chosen.mistakes, ...groups.mistakes],
  }
}

const knownRules = catalogue.map(({ id }) => id)

/** A flag that is true or false needs no value. */
function givenBy(words: readonly Word[]): GivenFlags {
  const given = decidingNames.map((name) => {
    const texts = words.flatMap((word) => {
      if (word.name !== name) return []
      return word.value ?? (flags[name].type === 'bool' ? ['true'] : [])
    })
    return [name, { where: `--${name}`, texts }] as const
  })
  return new Map(given.filter(([, { texts }]) => texts.length > 0))
}

type ReadGroups = Readonly<{ settings: Pick<Settings, 'resourceGroups'>; mistakes: readonly string[] }>

function readResourceGroups(path: string): ReadGroups {
  if (path === '') return { settings: {}, mistakes: [] }
  const parsed = readAdmissionConf(path)
  if ('groups' in parsed) return { settings: { resourceGroups: parsed.groups }, mistakes: [] }
  return { settings: {}, mistakes: parsed.mistakes.map((mistake) => `${path}: ${mistake}`) }
}

function readAdmissionConf(path: string): ReturnType<typeof parseAdmissionConf> {
  try {
    return parseAdmissionConf(readFileSync(path, 'utf8'))
  } catch (error) {
    return { mistakes: [`cannot be read: ${error instanceof Error ? error.message : error}`] }
  }
}
