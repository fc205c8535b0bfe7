import { remember } from './remember.ts'

/** An exact amount in whole nano units: one CPU is 10^9. Compare it and count with it as the bigint that it is. */
export type Quantity = bigint

const one: Quantity = 10n ** 9n
const largest: Quantity = (2n ** 63n - 1n) * one

type Multiplier = Readonly<{ tens: number; twos: number }>
type Parts = Readonly<{ isNegative: boolean; whole: string; fraction: string; multiplier: Multiplier }>

const decimals = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const binaries = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const multipliers = new Map<string, Multiplier>([
  ...decimals.map((suffix, i) => [suffix, { tens: 3 * (i - 3), twos: 0 }] as const),
  ...binaries.map((suffix, i) => [suffix, { tens: 0, twos: 10 * (i + 1) }] as const),
])

export const wrongQuantity =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

/**
 * The amount that apimachinery's resource.Quantity reads from `500m`, `1.5Gi`, `1e3` or 0.5, undefined for text that is no
 * quantity. What is finer than a nano unit is rounded away from zero; what is larger than 2^63-1 becomes 2^63-1.
 * Mirrors resource.ParseQuantity, which has that upper limit for binary suffixes alone.
 */
export const parseQuantity: (source: string | number) => Quantity | undefined = remember((source) => {
  const parts = split(source)
  if (typeof parts === 'string') return undefined
  const size = sizeOf(parts)
  return parts.isNegative ? -size : size
})

/** What Go says of a text that is no quantity; undefined when it is one. */
export const findQuantityMistake = (source: string | number): string | undefined => {
  if (typeof source === 'number' || usual.test(source)) return undefined
  const parts = split(source)
  return typeof parts === 'string' ? parts : undefined
}

/** Negative when the first is less, 0 when both are the same amount, positive when the first is more. */
export const compareQuantities = (a: Quantity, b: Quantity): number => (a < b ? -1 : a > b ? 1 : 0)

/** Whether it is an amount of whole units, at least one: `2` and `2000m`, not `1500m`. */
export function isWholeAndPositive(source: string | number): boolean {
  const quantity = parseQuantity(source)
  return quantity !== undefined && quantity > 0n && quantity % one === 0n
}

const usual = /^\d+(?:\.\d+)?(?:[numkMGTPE]|[KMGTPE]i)?$/

/** Takes the text apart, or says in Go's words what is wrong. Go does without digits where it can: `Ki`, `-` and `.` are 0. */
function split(source: string | number): Parts | string {
  const text = typeof source === 'number' ? String(source).replace('Infinity', '1e999') : trim(source)
  const [number = '', sign, whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?/.exec(text) ?? []
  const suffix = text.slice(number.length)
  if (text === '' || !/^[eEinumkKMGTP]*[+-]?\d*$/.test(suffix)) return wrongQuantity
  const multiplier = multipliers.get(suffix) ?? readExponent(suffix)
  if (multiplier === undefined) return "unable to parse quantity's suffix"
  if (whole + fraction === '' && needsDigits(multiplier)) return 'unable to parse numeric part of quantity'
  return { isNegative: sign === '-', whole, fraction, multiplier }
}

const needsDigits = ({ tens, twos }: Multiplier): boolean => tens < -9 || twos >= 50

/** Go allows blanks around the text in JSON, but no line break or tab, which stand there as escapes. */
const trim = (text: string): string => (/[\t-\r]/.test(text) ? text : text.trim())

/** Go reads an int64 and keeps its lower 32 bits. */
function readExponent(suffix: string): Multiplier | undefined {
  const [, sign = '', digits] = /^[eE]([+-]?)0*(\d{1,19})$/.exec(suffix) ?? []
  if (digits === undefined) return undefined
  const exponent = BigInt(`${sign === '-' ? '-' : ''}${digits}`)
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined
  return { tens: Number(BigInt.asIntN(32, exponent)), twos: 0 }
}

function sizeOf({ whole, fraction, multiplier: { tens, twos } }: Parts): Quantity {
  const digits = (whole + fraction).replace(/^0+/, '')
  const exponent = tens - fraction.length
  const magnitude = digits.length + exponent
  if (digits === '') return 0n
  if (magnitude > 19) return largest
  if (magnitude < -finest) return 1n
  const kept = shorten(digits, magnitude + finest)
  const scaled = BigInt(kept) * 2n ** BigInt(twos)
  const size = shift(scaled, magnitude - kept.length + 9)
  return size > largest ? largest : size
}

/** With 60 powers of two and 9 decimals a nano unit ends at the 69th decimal: digits behind it only say "a bit more". */
const finest = 69

const shorten = (digits: string, length: number): string =>
  digits.length <= length ? digits : digits.slice(0, length) + (/[1-9]/.test(digits.slice(length)) ? '1' : '0')

/** Multiplies by a power of ten, rounding up. */
function shift(value: bigint, tens: number): bigint {
  if (tens >= 0) return value * 10n ** BigInt(tens)
  const divisor = 10n ** BigInt(-tens)
  return (value + divisor - 1n) / divisor
}
