import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  compareQuantities,
  findQuantityMistake,
  isWholeAndPositive,
  parseQuantity,
  type Quantity,
} from '../../src/kubernetes/quantity.ts'

const units = (count: bigint): Quantity => count * 10n ** 9n
const largest = units(2n ** 63n - 1n)

describe('an amount in nano units', () => {
  it.each<[string | number, Quantity]>([
    ['0', 0n],
    ['1', units(1n)],
    ['+1', units(1n)],
    ['-1', units(-1n)],
    [' 1 ', units(1n)],
    [4, units(4n)],
    [0.5, 500_000_000n],
    [1e21, largest],
    [Number.POSITIVE_INFINITY, largest],
    ['500m', 500_000_000n],
    ['1u', 1000n],
    ['1n', 1n],
    ['1k', units(1000n)],
    ['2E', units(2n * 10n ** 18n)],
    ['1Ki', units(1024n)],
    ['1.5Gi', units(3n * 2n ** 29n)],
    ['7Ei', units(7n * 2n ** 60n)],
    ['1e3', units(1000n)],
    ['1E-3', 1_000_000n],
    ['1e+2', units(100n)],
    ['0.1n', 1n],
    ['-0.1n', -1n],
    ['1.0000000001', 1_000_000_001n],
    ['0.0000000001Ki', 103n],
    ['8Ei', largest],
    ['-8Ei', -largest],
    ['1e999999999', largest],
    ['-1e2147483647', -largest],
    ['1e-999999999', 1n],
    ['0e999999999', 0n],
    ['1e4294967296', units(1n)],
    ['.5', 500_000_000n],
    ['5.', units(5n)],
    ['Ki', 0n],
    ['-', 0n],
  ])('%s', (source, amount) => {
    expect([parseQuantity(source), findQuantityMistake(source)]).toEqual([amount, undefined])
  })
})

describe('no amount', () => {
  const wrongFormat = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  const wrongSuffix = "unable to parse quantity's suffix"
  const wrongNumber = 'unable to parse numeric part of quantity'
  it.each([
    ['', wrongFormat],
    [' ', wrongFormat],
    ['lots', wrongFormat],
    ['1 Gi', wrongFormat],
    ['1\t', wrongFormat],
    ['1..2', wrongFormat],
    ['1Q', wrongFormat],
    ['1K', wrongSuffix],
    ['1i', wrongSuffix],
    ['1mi', wrongSuffix],
    ['1e', wrongSuffix],
    ['1e+', wrongSuffix],
    ['1m5', wrongSuffix],
    ['+-1', wrongSuffix],
    ['1e9223372036854775808', wrongSuffix],
    ['1e99999999999999999999', wrongSuffix],
    ['e-20', wrongNumber],
    ['Ei', wrongNumber],
  ])('%s', (text, mistake) => {
    expect([parseQuantity(text), findQuantityMistake(text)]).toEqual([undefined, mistake])
  })
})

describe('a text of a million characters', () => {
  const long = (character: string): string => character.repeat(1_000_000)
  it.each<[string, string, Quantity | undefined]>([
    ['digits', long('9'), largest],
    ['zeros in front', `${long('0')}1`, units(1n)],
    ['zeros behind the point', `0.${long('0')}1Ei`, 1n],
    ['digits behind the point', `0.${long('9')}Ki`, units(1024n)],
    ['digits of an exponent', `1e${long('9')}`, undefined],
    ['digits before a letter', `${long('1')}x`, undefined],
    ['blanks', `1${long(' ')}`, units(1n)],
  ])('%s', (_, text, quantity) => {
    expect(parseQuantity(text)).toBe(quantity)
  })
})

describe('a whole and positive amount', () => {
  it.each<[string | number, boolean]>([
    ['2', true],
    [2, true],
    ['2000m', true],
    ['1Ki', true],
    ['1500m', false],
    [0.5, false],
    ['0', false],
    ['-1', false],
    ['1.0000000001', false],
    ['lots', false],
  ])('%s: %s', (source, answer) => {
    expect(isWholeAndPositive(source)).toBe(answer)
  })
})

const powers: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, 10n ** 9n],
  u: [1n, 10n ** 6n],
  m: [1n, 1000n],
  '': [1n, 1n],
  k: [1000n, 1n],
  Ki: [1024n, 1n],
  M: [10n ** 6n, 1n],
  Mi: [1024n ** 2n, 1n],
  e5: [10n ** 5n, 1n],
  'E-4': [1n, 10n ** 4n],
}
/** A text and the fraction that it stands for: at most 5 decimals, so that no rounding hides behind equality. */
const amount = fc
  .record({
    digits: fc.bigInt(-(10n ** 9n), 10n ** 9n),
    point: fc.integer({ min: 0, max: 5 }),
    suffix: fc.constantFrom('m', '', 'k', 'Ki', 'M', 'Mi', 'e5', 'E-4'),
  })
  .map(({ digits, point, suffix }) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(point + 1, '0')
    const [times, over] = powers[suffix] ?? [1n, 1n]
    const written = `${text.slice(0, text.length - point)}.${text.slice(text.length - point)}${suffix}`
    return { text: digits < 0n ? `-${written}` : written, times: digits * times, over: over * 10n ** BigInt(point) }
  })

test('the order of amounts is that of the fractions they stand for', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      const order = a.times * b.over - b.times * a.over
      expect(Math.sign(compareQuantities(parse(a.text), parse(b.text)))).toBe(order < 0n ? -1 : order > 0n ? 1 : 0)
    }),
  )
})

test('what is finer than a nano unit is rounded away from zero', () => {
  const fine = fc.record({ digits: fc.bigInt(1n, 10n ** 30n), places: fc.integer({ min: 0, max: 90 }) })
  fc.assert(
    fc.property(fine, fc.constantFrom('', 'Ki', 'Mi', 'm'), ({ digits, places }, suffix) => {
      const [times, over] = powers[suffix] ?? [1n, 1n]
      const text = `0.${digits.toString().padStart(places + 31, '0')}${suffix}`
      const [dividend, divisor] = [digits * times * 10n ** 9n, over * 10n ** BigInt(text.length - 2 - suffix.length)]
      expect([parse(text), parse(`-${text}`)]).toEqual([up(dividend, divisor), -up(dividend, divisor)])
    }),
  )
})

test('every decimal of a binary amount counts', () => {
  const nanosOverTwoToThe60th = (count: bigint): string => (count * 5n ** 60n).toString().padStart(69, '0')
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 9n), (count) => {
      expect(parse(`0.${nanosOverTwoToThe60th(count)}Ei`)).toBe(count)
      expect(parse(`0.${nanosOverTwoToThe60th(count)}1Ei`)).toBe(count + 1n)
    }),
  )
})

test('any text is an amount or a mistake', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0159.eEinumkKMGTP+-') }))
  fc.assert(fc.property(text, (it) => (parseQuantity(it) === undefined) === (findQuantityMistake(it) !== undefined)))
})

const up = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor

function parse(text: string): Quantity {
  const quantity = parseQuantity(text)
  if (quantity === undefined) throw new Error(`${text} is no quantity`)
  return quantity
}
