import { quoteAsGo } from './go-quote.ts'

/** Nanoseconds in each unit. */
const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n], // micro sign
  ['\u03bcs', 1_000n], // Greek letter mu
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])
const limit = 2n ** 63n

/**
 * Milliseconds in a duration as Go's time.ParseDuration reads it (`1h30m`, `-1.5s`, `0`), with fractions for what is
 * shorter; undefined for any other text.
 */
export function parseGoDuration(text: string): number | undefined {
  const read = readDuration(text)
  return typeof read === 'bigint' ? Number(read) / 1e6 : undefined
}

/** What Go says of a text that is no duration: `time: invalid duration "soon"`; undefined when it is one. */
export function findDurationMistake(text: string): string | undefined {
  const read = readDuration(text)
  return typeof read === 'bigint' ? undefined : `time: ${read} duration ${quoteAsGo(text)}`
}

/** Nanoseconds, or the middle of Go's sentence. */
function readDuration(text: string): bigint | string {
  const start = /^[+-]/.test(text) ? 1 : 0
  if (text.length === start) return 'invalid'
  if (text.length === start + 1 && text[start] === '0') return 0n
  const part = /(\d*)(?:\.(\d*))?([^.\d]*)/y
  part.lastIndex = start
  let sum = 0n
  while (part.lastIndex < text.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(text) ?? []
    const nanoseconds = readPart(whole, fraction, unit)
    if (typeof nanoseconds === 'string') return nanoseconds
    sum += nanoseconds
    if (sum > limit) return 'invalid'
  }
  if (text.startsWith('-')) return -sum
  return sum === limit ? 'invalid' : sum
}

function readPart(whole: string, fraction: string, unit: string): bigint | string {
  const digits = whole.replace(/^0+/, '')
  if (whole + fraction === '' || digits.length > 19 || BigInt(digits) > limit) return 'invalid'
  if (unit === '') return 'missing unit in'
  const size = units.get(unit)
  if (size === undefined) return `unknown unit ${quoteAsGo(unit)} in`
  const nanoseconds = BigInt(digits) * size
  return nanoseconds > limit ? 'invalid' : nanoseconds + readFraction(fraction, size)
}

/** Go takes the digits that fit an int64 and multiplies in floating point. */
function readFraction(digits: string, size: bigint): bigint {
  let fraction = 0n
  let count = 0
  for (const digit of digits) {
    if (fraction > (limit - 1n) / 10n) break
    fraction = fraction * 10n + BigInt(digit)
    count += 1
  }
  return BigInt(Math.trunc(Number(fraction) * (Number(size) / 10 ** count)))
}
