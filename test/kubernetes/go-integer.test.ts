import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGoInteger } from '../../src/kubernetes/go-integer.ts'

describe('Go reads', () => {
  it.each<[string, bigint]>([
    ['0', 0n],
    ['-0', 0n],
    ['+5', 5n],
    ['007', 7n],
    [`${'0'.repeat(1000)}7`, 7n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
  ])('%j', (text, want) => expect(readGoInteger(text)).toBe(want))
})

describe('Go does not read', () => {
  it.each([
    ['', 'invalid syntax'],
    ['+', 'invalid syntax'],
    ['--1', 'invalid syntax'],
    ['1.5', 'invalid syntax'],
    ['1e2', 'invalid syntax'],
    ['0x10', 'invalid syntax'],
    ['1_000', 'invalid syntax'],
    [' 5', 'invalid syntax'],
    ['5\n', 'invalid syntax'],
    ['٣', 'invalid syntax'],
    ['9223372036854775808', 'value out of range'],
    ['-9223372036854775809', 'value out of range'],
    ['18446744073709551615x', 'invalid syntax'],
    ['18446744073709551616x', 'value out of range'],
    ['99999999999999999999999 pods', 'value out of range'],
  ])('%j: %s', (text, want) => expect(readGoInteger(text)).toBe(want))
})

/** Digit by digit, as strconv.ParseUint goes, and then the sign. */
function readSlowly(text: string): bigint | string {
  const digits = text.replace(/^[+-]/, '')
  if (digits === '') return 'invalid syntax'
  let sum = 0n
  for (const digit of digits) {
    if (digit < '0' || digit > '9') return 'invalid syntax'
    sum = sum * 10n + BigInt(digit)
    if (sum >= 2n ** 64n) return 'value out of range'
  }
  const value = text.startsWith('-') ? -sum : sum
  return BigInt.asIntN(64, value) === value ? value : 'value out of range'
}

it('any text is read as digit by digit', () => {
  const character = fc.constantFrom(...'0123456789999+-_x. ')
  const text = fc.oneof(
    fc.string({ unit: character, maxLength: 24 }),
    fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
    fc.string(),
  )
  fc.assert(
    fc.property(text, (any) => {
      expect(readGoInteger(any)).toBe(readSlowly(any))
    }),
    { numRuns: 2000 },
  )
})
