import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cronScheduleComes, readCronSchedule } from '../../src/kubernetes/cron-schedule.ts'

const any = 'any'

/** The numbers of each field; `any` where the field asks for none in particular. */
function valuesOf(text: string): unknown {
  const read = readCronSchedule(text)
  if ('mistakes' in read) return read.mistakes
  if ('every' in read.schedule) return read.schedule.every
  const { minutes, hours, daysOfMonth, months, daysOfWeek } = read.schedule
  return [minutes, hours, daysOfMonth, months, daysOfWeek].map(({ values, isAny }) =>
    isAny ? any : [...values].toSorted((a, b) => a - b),
  )
}

describe('a schedule', () => {
  it.each<[string, unknown]>([
    ['* * * * *', [any, any, any, any, any]],
    ['? ? ? ? ?', [any, any, any, any, any]],
    ['1 2 3 4 5', [[1], [2], [3], [4], [5]]],
    ['00 002 03 04 05', [[0], [2], [3], [4], [5]]],
    ['+1 +0 1 1 0', [[1], [0], [1], [1], [0]]],
    ['1-3 * * * *', [[1, 2, 3], any, any, any, any]],
    ['1-1 * * * *', [[1], any, any, any, any]],
    ['1,3,5 * * * *', [[1, 3, 5], any, any, any, any]],
    ['*/20 * * * *', [[0, 20, 40], any, any, any, any]],
    ['*/1 * * * *', [any, any, any, any, any]],
    ['?/30 * * * *', [[0, 30], any, any, any, any]],
    ['10/20 * * * *', [[10, 30, 50], any, any, any, any]],
    ['10-35/20 * * * *', [[10, 30], any, any, any, any]],
    ['*/99999999 * * * *', [[0], any, any, any, any]],
    ['*/9223372036854775807 * * * *', [[0], any, any, any, any]],
    ['*/+7,5 3 * * *', [[0, 5, 7, 14, 21, 28, 35, 42, 49, 56], [3], any, any, any]],
    ['0 0 * jan,DEC *', [[0], [0], any, [1, 12], any]],
    ['0 0 * * sun', [[0], [0], any, any, [0]]],
    ['0 0 * * MON-Fri', [[0], [0], any, any, [1, 2, 3, 4, 5]]],
    ['0 0 * * FR\u0130', [[0], [0], any, any, [5]]],
    ['0 0 * * mon/2', [[0], [0], any, any, [1, 3, 5]]],
    ['5,* * * * *', [any, any, any, any, any]],
    ['*,5 * * * *', [any, any, any, any, any]],
    // What looks wrong and is not looked at.
    ['*-x * * * *', [any, any, any, any, any]],
    ['?-1-2 * * * *', [any, any, any, any, any]],
    ['*-9/30 * * * *', [[0, 30], any, any, any, any]],
    ['1,,2, * * * *', [[1, 2], any, any, any, any]],
    [', * * * *', [[], any, any, any, any]],
    [' 1\t2\n3 4\u00a05 ', [[1], [2], [3], [4], [5]]],
    ['1\u00852\u20033\u30004\u16805', [[1], [2], [3], [4], [5]]],
    ['@yearly', [[0], [0], [1], [1], any]],
    ['@annually', [[0], [0], [1], [1], any]],
    ['@monthly', [[0], [0], [1], any, any]],
    ['@weekly', [[0], [0], any, any, [0]]],
    ['@daily', [[0], [0], any, any, any]],
    ['@midnight', [[0], [0], any, any, any]],
    ['@hourly', [[0], any, any, any, any]],
    ['@every 1h30m', 5_400_000],
    ['@every 1.5s', 1500],
    ['@every 0', 0],
    ['@every -5m', -300_000],
  ])('%j', (text, values) => expect(valuesOf(text)).toEqual(values))
})

const needs = 'needs five: minute, hour, day of month, month, day of week, as in "30 2 * * mon-fri"'
const minutes = '(allowed are 0 to 59, as in "*/15")'
const descriptors =
  'what begins with "@" is one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or "@every 1h30m"'

describe('no schedule', () => {
  it.each<[string, readonly string[]]>([
    ['', [`it has 0 fields and ${needs}`]],
    [' ', [`it has 0 fields and ${needs}`]],
    ['nope', [`it has 1 field and ${needs}`]],
    ['* * * *', [`it has 4 fields and ${needs}`]],
    ['* * * * * *', [`it has 6 fields and ${needs}; there is none for seconds or years`]],
    // No blank to Go, as it is to JavaScript.
    ['*\ufeff* * * *', [`it has 4 fields and ${needs}`]],
    ['60 * * * *', [`minute "60": 60 is above 59 ${minutes}`]],
    ['* 24 * * *', ['hour "24": 24 is above 23 (allowed are 0 to 23, as in "9-17")']],
    ['* * 0 * *', ['day of month "0": 0 is below 1 (allowed are 1 to 31, as in "1,15")']],
    ['* * 1-32 * *', ['day of month "1-32": 32 is above 31 (allowed are 1 to 31, as in "1,15")']],
    ['* * * 13 *', ['month "13": 13 is above 12 (allowed are 1 to 12 or jan to dec, as in "jan,jul")']],
    ['* * * * 7', ['day of week "7": 7 is above 6 (allowed are 0 (Sunday) to 6 or sun to sat, as in "mon-fri")']],
    ['5-1 * * * *', [`minute "5-1": 5 comes after 1 ${minutes}`]],
    [
      '* * * * fri-mon',
      ['day of week "fri-mon": 5 comes after 1 (allowed are 0 (Sunday) to 6 or sun to sat, as in "mon-fri")'],
    ],
    ['*/0 * * * *', [`minute "*/0": a step must be 1 or more ${minutes}`]],
    ['*/ * * * *', [`minute "*/": a number is missing ${minutes}`]],
    ['*/-3 * * * *', [`minute "*/-3": "-3" is negative ${minutes}`]],
    ['-3 * * * *', [`minute "-3": a number is missing ${minutes}`]],
    ['1- * * * *', [`minute "1-": a number is missing ${minutes}`]],
    ['1-2-3 * * * *', [`minute "1-2-3": it has more than one "-" ${minutes}`]],
    ['1/2/3 * * * *', [`minute "1/2/3": it has more than one "/" ${minutes}`]],
    ['a * * * *', [`minute "a": "a" is no number ${minutes}`]],
    ['jan * * * *', [`minute "jan": "jan" is no number ${minutes}`]],
    ['1.0 * * * *', [`minute "1.0": "1.0" is no number ${minutes}`]],
    ['0x1 * * * *', [`minute "0x1": "0x1" is no number ${minutes}`]],
    ['1_0 * * * *', [`minute "1_0": "1_0" is no number ${minutes}`]],
    ['\u0661 * * * *', [`minute "\u0661": "\u0661" is no number ${minutes}`]],
    ['** * * * *', [`minute "**": "**" is no number ${minutes}`]],
    ['1-* * * * *', [`minute "1-*": "*" is no number ${minutes}`]],
    [
      '*/9223372036854775808 * * * *',
      [`minute "*/9223372036854775808": "9223372036854775808" is too great ${minutes}`],
    ],
    ['1,70,2 * * * *', [`minute "1,70,2": in "70": 70 is above 59 ${minutes}`]],
    ['0 0 L * *', ['day of month "L": "L" is no number (allowed are 1 to 31, as in "1,15")']],
    [
      '* * * january *',
      ['month "january": "january" is no number (allowed are 1 to 12 or jan to dec, as in "jan,jul")'],
    ],
    [
      '60 24 * * *',
      [`minute "60": 60 is above 59 ${minutes}`, 'hour "24": 24 is above 23 (allowed are 0 to 23, as in "9-17")'],
    ],
    ['@never', [descriptors]],
    ['@reboot', [descriptors]],
    ['@every', [descriptors]],
    ['@every1h', [descriptors]],
    ['@Daily', ['write it as "@daily"']],
    ['@daily ', ['write it as "@daily"']],
    [' @daily', ['nothing may stand before the "@"']],
    ['@every 1x', ['time: unknown unit "x" in duration "1x", write it as in "@every 1h30m"']],
    ['@every  1h', ['time: invalid duration " 1h", write it as in "@every 1h30m"']],
    ['@every 1d', ['time: unknown unit "d" in duration "1d", write it as in "@every 1h30m"']],
  ])('%j', (text, mistakes) => expect(readCronSchedule(text)).toEqual({ mistakes }))
})

const comes = (text: string): boolean => {
  const read = readCronSchedule(text)
  if ('mistakes' in read) throw new Error(read.mistakes.join())
  return cronScheduleComes(read.schedule)
}

describe('a schedule that comes', () => {
  it.each([
    '* * * * *',
    '@every 1h',
    '0 0 29 2 *',
    '0 0 31 * *',
    '0 0 30 2,4 *',
    '0 0 30 2 mon',
    '0 0 30 2 */2',
    '0 0 * 2 mon',
    '0 0 , 2 mon',
    '0 0 29,30 feb ?',
  ])('%s', (text) => expect(comes(text)).toBe(true))
})

describe('a schedule that never comes', () => {
  it.each([
    '0 0 30 2 *',
    '0 0 31 2,4,6,9,11 ?',
    '0 0 30-31 feb */1',
    '0 0 30 2 1,*',
    ', * * * *',
    '* , * * *',
    '* * * , *',
    '* * , * *',
    '* * * * ,',
    '0 0 30 2 ,',
  ])('%s', (text) => expect(comes(text)).toBe(false))
})

const bounds = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

/** What stands before the slash, and its numbers; a single number goes on to the end when a step follows. */
const anyRange = ([min, max]: readonly [number, number]) =>
  fc.oneof(
    fc.constantFrom('*', '?').map((text) => ({ text, start: min, end: max, endOfSteps: max })),
    fc.integer({ min, max }).map((n) => ({ text: `${n}`, start: n, end: n, endOfSteps: max })),
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
      .map(([start, end]) => ({ text: `${start}-${end}`, start, end, endOfSteps: end })),
  )

const numbers = (start: number, end: number, step: number): readonly number[] =>
  Array.from({ length: end - start + 1 }, (_, i) => start + i).filter((n) => (n - start) % step === 0)

/** An item of a list, and what it means. */
const anyItem = (limits: readonly [number, number]) =>
  fc
    .tuple(anyRange(limits), fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }))
    .map(([{ text, start, end, endOfSteps }, step]) =>
      step === undefined
        ? { text, values: numbers(start, end, 1) }
        : { text: `${text}/${step}`, values: numbers(start, endOfSteps, step) },
    )

const anyField = (limits: readonly [number, number]) => fc.array(anyItem(limits), { minLength: 1, maxLength: 4 })

test('each schedule of the grammar is read, and means its numbers', () => {
  fc.assert(
    fc.property(fc.tuple(...bounds.map(anyField)), (fields) => {
      const text = fields.map((items) => items.map((item) => item.text).join(',')).join(' ')
      const read = readCronSchedule(text)
      if ('mistakes' in read || 'every' in read.schedule) throw new Error(text)
      const { schedule } = read
      const found = [schedule.minutes, schedule.hours, schedule.daysOfMonth, schedule.months, schedule.daysOfWeek]
      expect(found.map(({ values }) => values)).toEqual(
        fields.map((items) => new Set(items.flatMap(({ values }) => values))),
      )
    }),
  )
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'0123456789*?/-,@ \tLW#', 'jan', 'mon', '@every ', '1h'), { maxLength: 20 })
    .map((all) => all.join('')),
)

test('any text is a schedule, or it is said what is wrong, in short', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = readCronSchedule(text)
      if ('schedule' in read) return
      expect(read.mistakes.length).toBeGreaterThan(0)
      expect(read.mistakes.join('; ').length).toBeLessThan(1000)
    }),
    { numRuns: 1000 },
  )
})

const million = 1_000_000

describe('a text of a million characters is read at once', () => {
  it.each([
    ['zeros and a letter', `${'0'.repeat(million)}x * * * *`],
    ['digits', `${'1'.repeat(million)} * * * *`],
    ['commas', `${','.repeat(million)} * * * *`],
    ['hyphens', `1${'-1'.repeat(million / 2)} * * * *`],
    ['slashes', `1${'/1'.repeat(million / 2)} * * * *`],
    ['blanks', ' '.repeat(million)],
    ['fields', '* '.repeat(million / 2)],
    ['a descriptor', `@${'a'.repeat(million)}`],
    ['a duration', `@every ${'1h'.repeat(million / 2)}`],
    ['a unit', `@every 1${'h'.repeat(million)}`],
  ])('%s', (_, text) => expect(JSON.stringify(readCronSchedule(text)).length).toBeLessThan(1000), 2000)
})
