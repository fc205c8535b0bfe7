/** The numbers that a field asks for; `isAny` when it asks for none in particular, as `*` does. */
export type CronValues = Readonly<{ values: ReadonlySet<number>; isAny: boolean }>

/** One of the five fields of a cron schedule. `names` stand for numbers, from `min` on. */
export type CronField = Readonly<{
  name: string
  min: number
  max: number
  names?: readonly string[]
  /** What may stand there, as the end of a sentence. */
  allowed: string
  /** The meaning of `*`, which most fields are. */
  all: CronValues
}>

/** A field of a schedule. */
export const cronField = (field: Omit<CronField, 'all'>): CronField => {
  const { min, max } = field
  return { ...field, all: { values: new Set(Array.from({ length: max - min + 1 }, (_, i) => min + i)), isAny: true } }
}

/**
 * The numbers of a field such as `1-5,10/2`, or what is wrong with it: a phrase without the name of the field. Empty items
 * of the list do not count, and all of them may be empty. Mirrors robfig/cron v3: getField.
 */
export function readCronField(field: CronField, text: string): CronValues | string {
  if (text === '*') return field.all
  const values = new Set<number>()
  let isAny = false
  const items = new Set(text.split(','))
  for (const item of items) {
    if (item === '') continue
    const range = readRange(field, item)
    if (typeof range === 'string') return items.size === 1 ? range : `in ${quoteStart(item)}: ${range}`
    for (let value = range.start; value <= range.end; value += range.step) values.add(value)
    isAny ||= range.isAny
  }
  return { values, isAny }
}

type Range = Readonly<{ start: number; end: number; step: number; isAny: boolean }>

/** `*`, `?`, `n` or `n-m`, and `/step` behind it; `n/step` goes on to the end. Mirrors robfig/cron v3: getRange. */
function readRange(field: CronField, item: string): Range | string {
  const [bounds = '', stepText, ...more] = item.split('/')
  if (more.length > 0) return 'it has more than one "/"'
  const limits = readLimits(field, bounds, stepText !== undefined)
  if (typeof limits === 'string') return limits
  const step = stepText === undefined ? 1 : readInteger(stepText)
  if (typeof step === 'string') return step
  const [start, end] = limits
  if (start < field.min) return `${start} is below ${field.min}`
  if (end > field.max) return `${end} is above ${field.max}`
  if (start > end) return `${start} comes after ${end}`
  if (step === 0) return 'a step must be 1 or more'
  return { start, end, step, isAny: step === 1 && /^[*?](?:-|$)/.test(bounds) }
}

/** What follows a star and a hyphen is not looked at, as it is not in robfig/cron. */
function readLimits(field: CronField, text: string, hasStep: boolean): readonly [start: number, end: number] | string {
  const [low = '', high, ...more] = text.split('-')
  if (low === '*' || low === '?') return [field.min, field.max]
  const start = readNumber(field, low)
  if (typeof start === 'string') return start
  if (more.length > 0) return 'it has more than one "-"'
  if (high === undefined) return [start, hasStep ? field.max : start]
  const end = readNumber(field, high)
  return typeof end === 'string' ? end : [start, end]
}

function readNumber({ min, names = [] }: CronField, text: string): number | string {
  // To Go, the lower case of a Turkish I with a dot is an i.
  const index = names.indexOf(text.replaceAll('\u0130', 'i').toLowerCase())
  return index >= 0 ? min + index : readInteger(text)
}

/** Mirrors Go's strconv.Atoi on machines of 64 bits, without negative numbers. */
function readInteger(text: string): number | string {
  if (!/^[+-]?\d+$/.test(text)) return text === '' ? 'a number is missing' : `${quoteStart(text)} is no number`
  const digits = text.replace(/^[+-]?0*/, '')
  if (digits.length > 19 || BigInt(digits) >= 2n ** 63n) return `${quoteStart(text)} is too great`
  return text.startsWith('-') && digits !== '' ? `${quoteStart(text)} is negative` : Number(digits)
}

const longest = 40

/** The text in quotes, cut when it is long. */
export const quoteStart = (text: string): string =>
  JSON.stringify(text.length <= longest ? text : `${text.slice(0, longest)}...`)
