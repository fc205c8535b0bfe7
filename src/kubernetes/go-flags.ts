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

/**
 * Reads arguments as Go's `flag` package does: it stops at the first word or mistake and keeps what came before;
 * a value that cannot be read still lands, as false, 0 or the nearest int64.
 */
export function parseGoFlags<Table extends FlagTable>(table: Table, args: readonly string[]): ParsedFlags<Table> {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(table).map(([name, flag]) => [name, flag.default]),
  )
  const mistake = readInto(values, table, args)
  return { values: values as FlagValues<Table>, ...(mistake === undefined ? {} : { mistake }) }
}

function readInto(values: Record<string, unknown>, table: FlagTable, args: readonly string[]): string | undefined {
  const rest = args[Symbol.iterator]()
  for (const arg of rest) {
    if (arg === '--') return undefined
    const mistake = readOne(values, table, arg, () => rest.next().value)
    if (mistake !== undefined) return mistake
  }
  return undefined
}

function readOne(
  values: Record<string, unknown>,
  table: FlagTable,
  arg: string,
  nextArg: () => string | undefined,
): string | undefined {
  const { name, inline } = /^--?(?<name>[^-=][^=]*)(?:=(?<inline>.*))?$/s.exec(arg)?.groups ?? {}
  if (name === undefined) return `"${arg}" is no flag: it and what follows is ignored`
  const flag = Object.hasOwn(table, name) ? table[name] : undefined
  if (flag === undefined) return `flag provided but not defined: -${name}`
  const text = inline ?? (flag.type === 'bool' ? 'true' : nextArg())
  if (text === undefined) return `flag needs an argument: -${name}`
  const { value, isValid } = readers[flag.type](text)
  values[name] = value
  return isValid ? undefined : `invalid value "${text}" for flag -${name}`
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
