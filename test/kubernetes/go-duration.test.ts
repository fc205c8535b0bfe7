import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findDurationMistake, parseGoDuration } from '../../src/kubernetes/go-duration.ts'

describe('a duration in milliseconds', () => {
  it.each([
    ['0', 0],
    ['+0', 0],
    ['5s', 5000],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['-1.5s', -1500],
    ['+2m', 120_000],
    ['.5h', 1_800_000],
    ['1.h', 3_600_000],
    ['100ns', 0.0001],
    ['3us', 0.003],
    ['3\u00b5s', 0.003],
    ['3\u03bcs', 0.003],
    ['0.9ns', 0],
    ['1h1h', 7_200_000],
    ['0.100000000000000000000h', 360_000],
    ['00000000000000000000000000000000001ms', 1],
    ['9223372036854775807ns', 9223372036854.775],
    ['-9223372036854775808ns', -9223372036854.775],
  ])('%s', (text, milliseconds) => {
    expect([parseGoDuration(text), findDurationMistake(text)]).toEqual([milliseconds, undefined])
  })
})

describe('no duration', () => {
  it.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['soon', 'time: invalid duration "soon"'],
    ['5', 'time: missing unit in duration "5"'],
    ['5x', 'time: unknown unit "x" in duration "5x"'],
    ['1h 5m', 'time: unknown unit "h " in duration "1h 5m"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['.s', 'time: invalid duration ".s"'],
    ['1.2.3s', 'time: missing unit in duration "1.2.3s"'],
    ['--5s', 'time: invalid duration "--5s"'],
    ['00', 'time: missing unit in duration "00"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['9223372036854775809x', 'time: invalid duration "9223372036854775809x"'],
    ['2562048h', 'time: invalid duration "2562048h"'],
    ['2562047h2562047h', 'time: invalid duration "2562047h2562047h"'],
    ['99999999999999999999s', 'time: invalid duration "99999999999999999999s"'],
    ['5"\\', 'time: unknown unit "\\"\\\\" in duration "5\\"\\\\"'],
    ['5\u00e9\n', 'time: unknown unit "\\xc3\\xa9\\x0a" in duration "5\\xc3\\xa9\\x0a"'],
    ['5\ud800', 'time: unknown unit "\\xef\\xbf\\xbd" in duration "5\\xef\\xbf\\xbd"'],
  ])('%s', (text, mistake) => {
    expect([parseGoDuration(text), findDurationMistake(text)]).toEqual([undefined, mistake])
  })
})

test('any text is a duration or a mistake', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0159.+-nusmhx\u00b5\ud800') }))
  fc.assert(fc.property(text, (it) => (parseGoDuration(it) === undefined) === (findDurationMistake(it) !== undefined)))
})
