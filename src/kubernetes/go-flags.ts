/** The values that a flag can have, by the name of its type in Go's `flag` package. */
type Values = { bool: boolean; string: string; int: number }

export type Flag<Type extends keyof Values = keyof Values> = Readonly<{
  type: Type
  default: Values[Type]
  about: string
}>
export type FlagTable = Readonly<Record<string, Flag>>
export type FlagValues<Table extends FlagTable> = { readonly [Name in keyof Table]: Values[Table[Name]['type']] }
export type ParsedFlags<Table extends FlagTable> = Readonly<{ values: FlagValues<Table>; mistake?: string }>

/** Why an argument cannot be read: `flag` is '' for a word, which is no flag, and `text` is the word, or the bad value. */
export type Misread = Readonly<{ what: 'word' | 'unknown' | 'valueless' | 'bad value'; flag: string; text: string }>

/** What one argument says, perhaps with the one behind it; `next` is the place of the argument to read after it. */
type Step = Readonly<{ next: number; flag?: string; value?: unknown; misread?: Misread }>

/**
 * Reads arguments as Go's `flag` package does: it stops at the first word or mistake and keeps what came before;
 * a value that cannot be read still lands, as false, 0 or the nearest int64.
 */
export function parseGoFlags<Table extends FlagTable>(table: Table, args: readonly string[]): ParsedFlags<Table> {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(table).map(([name, flag]) => [name, flag.default]),
  )
  for (let at = 0; at < args.length && args[at] !== '--'; ) {
    const { next, flag, value, misread } = readArgument(table, args, at)
    if (flag !== undefined) values[flag] = value
    if (misread !== undefined) return { values: values as FlagValues<Table>, mistake: describeMisread(misread) }
    at = next
  }
  return { values: values as FlagValues<Table> }
}

/** Reads the argument at a place, and its value behind it. */
export function readArgument(table: FlagTable, args: readonly string[], at: number): Step {
  const arg = args[at] ?? ''
  const { name, inline } = /^--?(?<name>[^-=][^=]*)(?:=(?<inline>.*))?$/s.exec(arg)?.groups ?? {}
  if (name === undefined) return { next: at + 1, misread: { what: 'word', flag: '', text: arg } }
  const flag = Object.hasOwn(table, name) ? table[name] : undefined
  if (flag === undefined) return { next: at + 1, misread: { what: 'unknown', flag: name, text: inline ?? '' } }
  const isApart = inline === undefined && flag.type !== 'bool'
  const text = isApart ? args[at + 1] : (inline ?? 'true')
  if (text === undefined) return { next: at + 1, misread: { what: 'valueless', flag: name, text: '' } }
  const { value, isValid } = readers[flag.type](text)
  const read = { next: at + (isApart ? 2 : 1), flag: name, value }
  return isValid ? read : { ...read, misread: { what: 'bad value', flag: name, text } }
}

/** Go's words for it. */
export function describeMisread({ what, flag, text }: Misread): string {
  if (what === 'word') return `"${text}" is no flag: it and what follows is ignored`
  if (what === 'unknown') return `flag provided but not defined: -${flag}`
  if (what === 'valueless') return `flag needs an argument: -${flag}`
  return `invalid value "${text}" for flag -${flag}`
}

type Reading<Value> = Readonly<{ value: Value; isValid: boolean }>

const readers: { readonly [Type in keyof Values]: (text: string) => Reading<Values[Type]> } = {
  string: (value) => ({ value, isValid: true }),
  bool: (text) => ({
    value: /^(1|t|T|true|TRUE|True)$/.test(text),
    isValid: /^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text),
  }),
  int: readInt,
}

const goInteger =
  /^(?<sign>[+-]?)(?<digits>0[xX](_?[\da-fA-F])+|0[bB](_?[01])+|0[oO](_?[0-7])+|0(_?[0-7])*|[1-9](_?\d)*)$/
const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n]

/** Go reads 0x1f90, 0b11, 0o17, 010 (octal) and 1_000; what is beyond int64 becomes its limit. */
function readInt(text: string): Reading<number> {
  const { sign, digits } = goInteger.exec(text)?.groups ?? {}
  if (digits === undefined) return { value: 0, isValid: false }
  const plain = digits.replaceAll('_', '').replace(/^0(?=[0-7])/, '0o')
  const exact = BigInt(plain) * (sign === '-' ? -1n : 1n)
  if (exact < smallest) return { value: Number(smallest), isValid: false }
  if (exact > largest) return { value: Number(largest), isValid: false }
  return { value: Number(exact), isValid: true }
}
