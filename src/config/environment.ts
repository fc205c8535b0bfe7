import { suggest } from '../kubernetes/nearest.ts'
import { type FlagName, flagNames, flags } from './flags.ts'
import type { GivenFlags } from './parse-arguments.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const prefix = 'VOLCANO_ADMISSION_'

/**
 * The environment variable that sets a flag; undefined when none does. `--port` has none, because Kubernetes itself sets
 * VOLCANO_ADMISSION_PORT in every pod next to a Service called volcano-admission.
 */
export const variableOf = (name: FlagName): string | undefined =>
  flags[name].environment === false ? undefined : `${prefix}${name.replaceAll('-', '_').toUpperCase()}`

/** Reads the flags that environment variables set. An empty variable sets nothing; a repeatable flag takes commas. */
export function readEnvironment(
  environment: Environment,
): Readonly<{ given: GivenFlags; warnings: readonly string[] }> {
  const given = flagNames.flatMap((name) => {
    const where = variableOf(name)
    const text = where === undefined ? '' : environment[where]
    if (where === undefined || text === undefined || text === '') return []
    return [[name, { where, texts: flags[name].type === 'strings' ? text.split(',') : [text] }] as const]
  })
  return { given: new Map(given), warnings: Object.keys(environment).flatMap(findMisspelling).sort() }
}

/** What Kubernetes sets for a Service, such as VOLCANO_ADMISSION_SERVICE_PORT_443_TCP_ADDR. */
const ofService = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/

function findMisspelling(variable: string): readonly string[] {
  const known = flagNames.map(variableOf).filter((name) => name !== undefined)
  if (!variable.startsWith(prefix) || known.includes(variable) || ofService.test(variable)) return []
  const [word = '', ...words] = [variable, ...known].map((name) => name.slice(prefix.length))
  return [`environment variable ${variable} is ignored: no flag has it${suggest(word, words, prefix)}`]
}
