import { type CronField, type CronValues, cronField, quoteStart, readCronField } from './cron-field.ts'
import { findDurationMistake, parseGoDuration } from './go-duration.ts'
import { remember, rememberObject } from './remember.ts'

/** When something is to happen: at times of the calendar, or again and again after so many milliseconds. */
export type CronSchedule = CronCalendar | Readonly<{ every: number }>

export type CronCalendar = Readonly<Record<'minutes' | 'hours' | 'daysOfMonth' | 'months' | 'daysOfWeek', CronValues>>

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const daysOfWeek = 'sun mon tue wed thu fri sat'.split(' ')

const fields: Readonly<Record<keyof CronCalendar, CronField>> = {
  minutes: cronField({ name: 'minute', min: 0, max: 59, allowed: '0 to 59, as in "*/15"' }),
  hours: cronField({ name: 'hour', min: 0, max: 23, allowed: '0 to 23, as in "9-17"' }),
  daysOfMonth: cronField({ name: 'day of month', min: 1, max: 31, allowed: '1 to 31, as in "1,15"' }),
  months: cronField({
    name: 'month',
    min: 1,
    max: 12,
    names: months,
    allowed: '1 to 12 or jan to dec, as in "jan,jul"',
  }),
  daysOfWeek: cronField({
    name: 'day of week',
    min: 0,
    max: 6,
    names: daysOfWeek,
    allowed: '0 (Sunday) to 6 or sun to sat, as in "mon-fri"',
  }),
}

const descriptors: ReadonlyMap<string, string> = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
])

type Reading = Readonly<{ schedule: CronSchedule }> | Readonly<{ mistakes: readonly string[] }>

/**
 * Reads a schedule as robfig/cron v3 does (ParseStandard), but for a time zone in front, which callers refuse before.
 * Of a text that is none it says what is wrong, field by field, and what is allowed there.
 */
export const readCronSchedule: (text: string) => Reading = remember((text) => read(String(text)), 10)

function read(text: string): Reading {
  if (text.startsWith('@')) return readDescriptor(text)
  const texts = text.split(blanks).filter((part) => part !== '')
  const names = Object.keys(fields) as (keyof CronCalendar)[]
  if (texts.length !== names.length) return { mistakes: [describeCount(text, texts.length)] }
  const values = names.map((name, index) => [name, readCronField(fields[name], texts[index] ?? '')] as const)
  const mistakes = values.flatMap(([name, result], index) =>
    typeof result === 'string' ? [describeField(fields[name], texts[index] ?? '', result)] : [],
  )
  return mistakes.length > 0 ? { mistakes } : { schedule: Object.fromEntries(values) as CronCalendar }
}

/** Go's unicode.IsSpace. */
const blanks = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

const every = '@every '

function readDescriptor(text: string): Reading {
  const expression = descriptors.get(text)
  if (expression !== undefined) return read(expression)
  if (!text.startsWith(every)) return { mistakes: [describeDescriptor(text)] }
  const duration = text.slice(every.length)
  const milliseconds = parseGoDuration(duration)
  if (milliseconds !== undefined) return { schedule: { every: milliseconds } }
  return { mistakes: [`${findDurationMistake(duration)?.slice(0, 100)}, write it as in "@every 1h30m"`] }
}

function describeDescriptor(text: string): string {
  const known = [...descriptors.keys()]
  const meant = known.find((name) => name === text.trim().toLowerCase())
  return meant === undefined
    ? `what begins with "@" is one of ${known.join(', ')} or "@every 1h30m"`
    : `write it as ${JSON.stringify(meant)}`
}

function describeCount(text: string, count: number): string {
  if (text.trimStart().startsWith('@')) return 'nothing may stand before the "@"'
  const found = `it has ${count} ${count === 1 ? 'field' : 'fields'} and needs five: ${listed}, as in "30 2 * * mon-fri"`
  return count > 5 ? `${found}; there is none for seconds or years` : found
}

const listed = Object.values(fields)
  .map(({ name }) => name)
  .join(', ')

const describeField = ({ name, allowed }: CronField, text: string, mistake: string): string =>
  `${name} ${quoteStart(text)}: ${mistake} (allowed are ${allowed})`

const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Whether a schedule ever comes: `0 0 30 2 *` does not. A day counts when both of its fields agree where one of the two is
 * open, else when one of them does. Mirrors robfig/cron v3: dayMatches.
 */
export const cronScheduleComes: (schedule: CronSchedule) => boolean = rememberObject((schedule) => {
  if ('every' in schedule) return true
  const { minutes, hours, daysOfMonth, months, daysOfWeek } = schedule
  if ([minutes, hours, months].some(({ values }) => values.size === 0)) return false
  const byMonth = [...months.values].some((month) =>
    [...daysOfMonth.values].some((day) => day <= (lastDays[month - 1] ?? 0)),
  )
  const byWeek = daysOfWeek.values.size > 0
  return daysOfMonth.isAny || daysOfWeek.isAny ? byMonth && byWeek : byMonth || byWeek
})
