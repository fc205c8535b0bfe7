import { readClass, readPerlClass, readUnicodeClass } from './class.ts'
import { type Reading, type RegexpMistake, readCharacter, readEscape } from './escape.ts'
import { readOpening } from './group.ts'
import {
  anything,
  closed,
  endChoice,
  type Group,
  letter,
  openGroup,
  type Part,
  push,
  repeated,
  wrapped,
} from './tree.ts'

/**
 * What Go's package regexp says of a pattern that it does not compile, such as a look-ahead; undefined when it compiles.
 * Nothing is compiled here, so that time and memory depend on the length of the pattern alone, whatever it says.
 * Mirrors regexp/syntax of Go 1.26: Parse, with the flags of Perl.
 */
export function findRegexpMistake(pattern: string): string | undefined {
  const mistake = readPattern(pattern.toWellFormed())
  if (mistake === undefined) return undefined
  const { what, where } = mistake
  return `error parsing regexp: ${what}: \`${where.length <= longest ? where : `${where.slice(0, longest)}...`}\``
}

const longest = 200

type Walk = {
  readonly pattern: string
  readonly lastPosixEnd: number
  /** The groups around the one at hand. */
  readonly outer: Group[]
  group: Group
  openCaptures: number
  /** Where the operator began that was read last, and the one before it; -1 where another thing was read. */
  operator: number
  operatorBefore: number
}

/** Reads what begins at an index. */
type Reader = (walk: Walk, at: number) => Reading

function readPattern(pattern: string): RegexpMistake | undefined {
  const lastPosixEnd = pattern.lastIndexOf(':]')
  const group = openGroup(false)
  const walk: Walk = { pattern, lastPosixEnd, outer: [], group, openCaptures: 0, operator: -1, operatorBefore: -1 }
  for (let at = 0; at < pattern.length; ) {
    walk.operatorBefore = walk.operator
    walk.operator = -1
    const reading = (readers[pattern[at] ?? ''] ?? readLetter)(walk, at)
    if (typeof reading !== 'number') return reading
    at = reading
  }
  if (walk.outer.length > 0) return { what: 'missing closing )', where: pattern }
  return findExcess(walk, closed(walk.group))
}

const mostSteps = 3_355_443
const mostHeight = 1000

/** Both limits are far from what any name needs. */
function findExcess({ pattern }: Walk, { size, height }: Part): RegexpMistake | undefined {
  if (size > mostSteps) return { what: 'expression too large', where: pattern }
  return height > mostHeight ? nestsTooDeeply(pattern) : undefined
}

const nestsTooDeeply = (where: string): RegexpMistake => ({ what: 'expression nests too deeply', where })

const readLetter: Reader = ({ pattern, group }, at) => {
  push(group, letter)
  return readCharacter(pattern, at).end
}

const readSign: Reader = ({ group }, at) => {
  push(group, anything)
  return at + 1
}

const readBrackets: Reader = ({ pattern, group, lastPosixEnd }, at) => {
  push(group, anything)
  return readClass(pattern, at, lastPosixEnd)
}

const readBar: Reader = ({ group }, at) => {
  endChoice(group)
  return at + 1
}

/** So many captures can only be closed, or not, to be refused: they take no more memory. */
const readParenthesis: Reader = (walk, at) => {
  const opening = readOpening(walk.pattern, at)
  if ('what' in opening) return opening
  if (opening.opens === 'nothing') return opening.end
  const isCapture = opening.opens === 'capture'
  walk.openCaptures += isCapture ? 1 : 0
  if (walk.openCaptures > mostHeight) return nestsTooDeeply(walk.pattern)
  walk.outer.push(walk.group)
  walk.group = openGroup(isCapture)
  return opening.end
}

const readClosing: Reader = (walk, at) => {
  const outer = walk.outer.pop()
  if (outer === undefined) return { what: 'unexpected )', where: walk.pattern }
  const part = closed(walk.group)
  walk.openCaptures -= walk.group.isCapture ? 1 : 0
  push(outer, part)
  walk.group = outer
  return findExcess(walk, part) ?? at + 1
}

const readStar: Reader = (walk, at) => repeat(walk, at, at + 1, (part) => wrapped(part, 2))
const readPlus: Reader = (walk, at) => repeat(walk, at, at + 1, (part) => wrapped(part, 1))

/** `{2}`, `{2,}` or `{2,3}`; braces around anything else are letters. Mirrors parseRepeat. */
const readCount: Reader = (walk, at) => {
  counts.lastIndex = at
  const [whole, low, comma, high] = counts.exec(walk.pattern) ?? []
  if (whole === undefined) return readLetter(walk, at)
  const min = Number(low)
  const max = comma === undefined ? min : high === '' ? -1 : Number(high)
  if (min > 1000 || max > 1000 || (max >= 0 && min > max)) return wrongCount(whole)
  return repeat(walk, at, at + whole.length, (part) => repeated(part, min, max))
}

const counts = /\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*|))?\}/y
const wrongCount = (where: string): RegexpMistake => ({ what: 'invalid repeat count', where })

/** A question mark behind an operator belongs to it. */
function repeat(walk: Walk, at: number, behind: number, around: (part: Part) => Part): Reading {
  const { pattern, group, operatorBefore } = walk
  const end = pattern[behind] === '?' ? behind + 1 : behind
  if (operatorBefore >= 0)
    return { what: 'invalid nested repetition operator', where: pattern.slice(operatorBefore, end) }
  const where = pattern.slice(at, end)
  if (group.last === undefined) return { what: 'missing argument to repetition operator', where }
  group.last = around(group.last)
  walk.operator = at
  return findExcess(walk, group.last) ?? (group.last.copies > 1000 ? wrongCount(where) : end)
}

const readBackslash: Reader = ({ pattern, group }, at) => {
  const next = pattern[at + 1] ?? ''
  if (next === 'Q') return readQuoted(pattern, group, at)
  if (next === 'C') return { what: 'invalid escape sequence', where: '\\C' }
  const anchor = /[ABbz]/.test(next) ? at + 2 : undefined
  const reading = anchor ?? readUnicodeClass(pattern, at) ?? readPerlClass(pattern, at)
  push(group, reading === undefined ? letter : anything)
  if (reading !== undefined) return reading
  const escaped = readEscape(pattern, at)
  return 'what' in escaped ? escaped : escaped.end
}

/** What stands between `\Q` and `\E`, or the end, is letters. */
function readQuoted(pattern: string, group: Group, at: number): number {
  const close = pattern.indexOf('\\E', at + 2)
  const end = close < 0 ? pattern.length : close
  for (let index = at + 2; index < end; index = readCharacter(pattern, index).end) push(group, letter)
  return close < 0 ? end : close + 2
}

const readers: Readonly<Partial<Record<string, Reader>>> = {
  '(': readParenthesis,
  ')': readClosing,
  '|': readBar,
  '[': readBrackets,
  '\\': readBackslash,
  '^': readSign,
  $: readSign,
  '.': readSign,
  '*': readStar,
  '+': readPlus,
  '?': readPlus,
  '{': readCount,
}
