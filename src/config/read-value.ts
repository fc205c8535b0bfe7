import { parseGoDuration } from '../kubernetes/go-duration.ts'
import { parseGoFlags } from '../kubernetes/go-flags.ts'
import { suggest } from '../kubernetes/nearest.ts'
import { describeAllowed, rangeOf } from './allowed-values.ts'
import type { Flag, FlagType, Values } from './flag.ts'
import { quote } from './quote.ts'
import { ruleLevels } from './rule-levels.ts'

/** Texts that were given for one flag, in their order, and where: `--port`, a variable, or a key of a file. */
export type Given = Readonly<{ where: string; texts: readonly string[] }>

/**
 * Reads what was given for a flag as vc-webhook-manager does: of several texts the last counts, where they do not add up.
 * With a mistake the value is the default, so that other checks can go on.
 */
export function readValue(
  flag: Flag,
  { where, texts }: Given,
): Readonly<{ value: unknown; mistakes: readonly string[] }> {
  const values = texts.map((text) => readers[flag.type](text))
  const mistakes = texts.flatMap((text, index) => {
    const demand = findDemand(flag, values[index])
    return demand === undefined ? [] : [`${where}: invalid value ${quote(text)}: ${demand}`]
  })
  return { value: mistakes.length === 0 ? combine(flag.type, values) : flag.default, mistakes }
}

/** What the level of a rule must be. */
export const listedLevels = `${ruleLevels.slice(0, -1).join(', ')} or ${ruleLevels.at(-1)}`

/** What a value of each type must be, for sentences on values that are not. */
export const demands: Readonly<Record<FlagType, string>> = {
  bool: 'must be true or false',
  string: 'must be text',
  int: 'must be a whole number',
  float: 'must be a number',
  duration: 'must be a duration such as 30s or 1m30s',
  strings: 'must be a list of texts',
  list: 'must be a list of texts',
  gates: 'must be true or false for each feature gate, as in A=true,B=false',
  levels: `must be ${listedLevels} for each rule, as in a=warn,b=off`,
}

const readers: { readonly [Type in FlagType]: (text: string) => Values[Type] | undefined } = {
  bool: (text) => readAsGo('bool', text) as boolean | undefined,
  string: (text) => text,
  int: (text) => {
    const value = readAsGo('int', text)
    return Number.isSafeInteger(value) ? Number(value) : undefined
  },
  float: (text) => (decimal.test(text) && Number.isFinite(Math.fround(Number(text))) ? Number(text) : undefined),
  duration: parseGoDuration,
  strings: (text) => [text],
  list: (text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  gates: (text) => asRecord(readPairs(text, readers.bool)),
  levels: (text) => readPairs(text, (level) => ruleLevels.find((known) => known === level)),
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function readAsGo(type: 'bool' | 'int', text: string): boolean | number | undefined {
  const { values, mistake } = parseGoFlags({ value: { type, default: 0, about: '' } }, [`-value=${text}`])
  return mistake === undefined ? values.value : undefined
}

/** `A=true,B=false`: undefined when a value is none. Mirrors Set of k8s.io/component-base/featuregate. */
function readPairs<Value>(
  text: string,
  read: (text: string) => Value | undefined,
): ReadonlyMap<string, Value> | undefined {
  const pairs = new Map<string, Value>()
  for (const item of text.split(',').filter((item) => item !== '')) {
    const [name = '', written = ''] = item.split(/=(.*)/s)
    const value = read(written.trim())
    if (value === undefined) return undefined
    pairs.set(name.trim(), value)
  }
  return pairs
}

const asRecord = <Value>(pairs: ReadonlyMap<string, Value> | undefined) => pairs && Object.fromEntries(pairs)

function findDemand(flag: Flag, value: unknown): string | undefined {
  if (value === undefined) return demands[flag.type]
  const [minimum, maximum] = rangeOf(flag)
  const isFit =
    typeof value === 'number' ? value >= minimum && value <= maximum : (flag.allowed?.includes(String(value)) ?? true)
  if (isFit) return undefined
  return flag.rangeSentence ?? `must be ${describeAllowed(flag)}${suggest(String(value), flag.allowed ?? [])}`
}

function combine(type: FlagType, values: readonly unknown[]): unknown {
  if (type === 'strings') return values.flat()
  if (type === 'gates') return Object.assign({}, ...values)
  if (type === 'levels') return new Map((values as readonly Values['levels'][]).flatMap((levels) => [...levels]))
  return values.at(-1)
}
