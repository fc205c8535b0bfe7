import { quoteAsGo } from './go-quote.ts'

type Step = Readonly<{ element: string; pattern: RegExp; name?: string; min?: number; max?: number }>

const layout = '2006-01-02T15:04:05Z07:00'
const separator = (element: string): Step => ({ element, pattern: new RegExp(`^${element}`) })
const steps: readonly Step[] = [
  { element: '2006', pattern: /^(\d{4})/ },
  separator('-'),
  { element: '01', pattern: /^(\d\d)/, name: 'month', min: 1, max: 12 },
  separator('-'),
  { element: '02', pattern: /^(\d\d)/ },
  separator('T'),
  { element: '15', pattern: /^(\d\d?)/, name: 'hour', max: 23 },
  separator(':'),
  { element: '04', pattern: /^(\d\d)/, name: 'minute', max: 59 },
  separator(':'),
  { element: '05', pattern: /^(\d\d)(?:[.,]\d+)?/, name: 'second', max: 59 },
  { element: 'Z07:00', pattern: /^(?:Z|[+-](\d\d):(\d\d))/ },
]

const usual = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

/** What Go's time.Parse says of a text that is no RFC 3339 time; undefined when it is one. */
export const findTimeMistake = (text: string): string | undefined => (usual.test(text) ? undefined : parseTime(text))

function parseTime(text: string): string | undefined {
  const numbers: number[] = []
  let rest = text
  for (const { element, pattern, name, min = 0, max = Number.POSITIVE_INFINITY } of steps) {
    const match = pattern.exec(rest)
    if (match === null) {
      return `parsing time ${quoteAsGo(text)} as "${layout}": cannot parse ${quoteAsGo(rest)} as "${element}"`
    }
    const found = match
      .slice(1)
      .filter((digits) => digits !== undefined)
      .map(Number)
    if (found.some((number) => number < min || number > max)) return outOfRange(text, name ?? '')
    numbers.push(...found)
    rest = rest.slice(match[0].length)
  }
  return findMistakeOfWhole(text, rest, numbers)
}

function findMistakeOfWhole(text: string, rest: string, numbers: readonly number[]): string | undefined {
  const [year = 0, month = 1, day = 1, , , , zoneHour = 0, zoneMinute = 0] = numbers
  if (zoneHour > 24) return outOfRange(text, 'time zone offset hour')
  if (zoneMinute > 60) return outOfRange(text, 'time zone offset minute')
  if (rest !== '') return `parsing time ${quoteAsGo(text)}: extra text: ${quoteAsGo(rest)}`
  return day < 1 || day > daysIn(month, year) ? outOfRange(text, 'day') : undefined
}

const outOfRange = (text: string, name: string): string => `parsing time ${quoteAsGo(text)}: ${name} out of range`

function daysIn(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
