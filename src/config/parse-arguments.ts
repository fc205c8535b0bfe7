import { suggest } from '../kubernetes/nearest.ts'
import { type FlagName, flagNames, flags, isFlagName } from './flags.ts'
import { quote } from './quote.ts'
import type { Given } from './read-value.ts'

export type GivenFlags = ReadonlyMap<FlagName, Given>
export type ParsedArguments = Readonly<{
  given: GivenFlags
  mistakes: readonly string[]
  /** About words that are no flags and are ignored. */
  warnings: readonly string[]
}>

/**
 * Takes the command line apart as pflag does for vc-webhook-manager: `--flag=value`, `--flag value`, `--bool`, `-v 4`, `-v=4`,
 * `-v4`, `_` for `-` in names, and `--` before words that are no flags. Unlike pflag it goes on after a mistake.
 */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const given = new Map<FlagName, Given>()
  const mistakes: string[] = []
  const ignored: string[] = []
  const rest = args[Symbol.iterator]()
  for (const arg of rest) {
    if (arg === '--') ignored.push(...rest)
    else if (!arg.startsWith('-') || arg === '-') ignored.push(arg)
    else {
      const read = readFlag(arg, () => rest.next().value)
      if ('mistake' in read) mistakes.push(read.mistake)
      else given.set(read.name, { where: `--${read.name}`, texts: [...(given.get(read.name)?.texts ?? []), read.text] })
    }
  }
  return { given, mistakes, warnings: ignored.filter((arg) => arg !== chartsRedirection).map(describeIgnored) }
}

/** Volcano's chart passes this shell redirection as an argument. */
const chartsRedirection = '2>&1'

const describeIgnored = (arg: string): string =>
  `argument ${quote(arg)} is ignored: it belongs to no flag${/^(true|false)$/i.test(arg) ? `; write --flag=${arg}` : ''}`

type Mistake = Readonly<{ mistake: string }>
type Word = Readonly<{ name: FlagName; inline: string | undefined }>

/** The value is the word's own, `true` for a bare bool, or else the next word, whatever that looks like. */
function readFlag(
  arg: string,
  takeNext: () => string | undefined,
): Readonly<{ name: FlagName; text: string }> | Mistake {
  const word = arg.startsWith('--') ? readLong(arg) : readShort(arg)
  if ('mistake' in word) return word
  const text = word.inline ?? (flags[word.name].type === 'bool' ? 'true' : takeNext())
  return text === undefined ? { mistake: `flag needs an argument: ${arg}` } : { name: word.name, text }
}

function readLong(arg: string): Word | Mistake {
  const { written, inline } = /^--(?<written>[^-=][^=]*)(?:=(?<inline>.*))?$/s.exec(arg)?.groups ?? {}
  if (written === undefined) return { mistake: `bad flag syntax: ${arg}` }
  const name = written.replaceAll('_', '-')
  if (isFlagName(name)) return { name, inline }
  return { mistake: `unknown flag: --${written}${suggest(name, flagNames, '--')}` }
}

const shorthands: ReadonlyMap<string, FlagName> = new Map([
  ['v', 'v'],
  ['h', 'help'],
])

function readShort(arg: string): Word | Mistake {
  const letter = arg.charAt(1)
  const name = shorthands.get(letter)
  if (name !== undefined) return { name, inline: arg.slice(2).replace(/^=(?=.)/s, '') || undefined }
  const meant = 'name' in readLong(`-${arg}`) ? `; did you mean -${arg}?` : ''
  return { mistake: `unknown shorthand flag: '${letter}' in ${arg}${meant}` }
}
