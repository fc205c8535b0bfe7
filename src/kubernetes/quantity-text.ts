import { parseQuantity, type Quantity } from './quantity.ts'

/** The family of suffixes in which an amount is written: `m` and `k`, `Ki`, or `e3`. */
export type QuantityStyle = 'decimal' | 'binary' | 'exponent'

const decimals = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const binaries = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const nano = 1n
const milli = 1_000_000n
const unit = 1_000_000_000n

/** As amounts of resources are stored: what is finer than a milli unit is rounded away from zero. Mirrors Quantity.RoundUp. */
export function roundToMilli(amount: Quantity): Quantity {
  const rest = amount % milli
  if (rest === 0n) return amount
  return amount - rest + (amount < 0n ? -milli : milli)
}

export function styleOf(source: string | number): QuantityStyle {
  const { suffix } = take(source)
  if (decimals.includes(suffix)) return 'decimal'
  return binaries.includes(suffix) ? 'binary' : 'exponent'
}

/** How Go writes an amount, in the style if it has a form there. Mirrors Quantity.CanonicalizeBytes. */
export function writeQuantity(amount: Quantity, style: QuantityStyle): string {
  const size = amount < 0n ? -amount : amount
  if (style === 'binary' && size >= 1024n * unit && size % unit === 0n) return writeBinary(amount / unit)
  return writeDecimal(amount, style)
}

function writeBinary(value: bigint): string {
  let [number, power] = [value, 0]
  while (number % 1024n === 0n && power < binaries.length - 1) [number, power] = [number / 1024n, power + 1]
  return `${number}${binaries[power]}`
}

function writeDecimal(amount: Quantity, style: QuantityStyle): string {
  if (amount === 0n) return '0'
  let [number, power] = [amount, 0]
  while (number % 1000n === 0n) [number, power] = [number / 1000n, power + 1]
  if (style !== 'exponent') return `${number}${decimals[power] ?? ''}`
  return power === 3 ? `${number}` : `${number}e${3 * power - 9}`
}

/** How Go writes an amount that it has read from this text: many texts stay as they are. Mirrors Quantity.String. */
export const canonicalQuantity = (source: string | number): string =>
  keptText(source, nano) ?? writeQuantity(parseQuantity(source) ?? 0n, styleOf(source))

/** The same for the amount of a resource, which is rounded before. */
export const canonicalResource = (source: string | number): string =>
  keptText(source, milli) ?? writeQuantity(roundToMilli(parseQuantity(source) ?? 0n), styleOf(source))

type Taken = Readonly<{ text: string; whole: string; fraction: string; suffix: string }>

function take(source: string | number): Taken {
  const text = String(source).trim()
  const [, whole = '', fraction = '', suffix = ''] = /^[+-]?0*(\d*)(?:\.(\d*))?(.*)$/.exec(text) ?? []
  return { text, whole, fraction, suffix }
}

/** Go keeps a text of at most 18 digits that looks canonical, if the amount is not finer than told. */
function keptText(source: string | number, finest: bigint): string | undefined {
  const { text, whole, fraction, suffix } = take(source)
  const digits = whole + fraction
  if (whole === '') return undefined
  const power = binaries.indexOf(suffix)
  if (power > 0) return isKeptBinary(digits, fraction, power) ? text : undefined
  const exponent = exponentOf(suffix) - fraction.length
  const isFine = exponent < (finest === milli ? -3 : -9)
  return digits.length <= 18 && !isFine && exponent % 3 === 0 && !digits.endsWith('000') ? text : undefined
}

const isKeptBinary = (digits: string, fraction: string, power: number): boolean =>
  fraction === '' && digits.length <= 14 - 3 * power && Number(digits) % 8 !== 0

function exponentOf(suffix: string): number {
  const power = decimals.indexOf(suffix)
  return power >= 0 ? 3 * power - 9 : Number(suffix.slice(1))
}
