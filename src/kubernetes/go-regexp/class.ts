import { posixClassNames, unicodeClassNames } from './class-names.ts'
import { type Character, type Reading, type RegexpMistake, readCharacter, readEscape } from './escape.ts'

/** Where another thing stands than what was looked for. */
type Another = undefined

const wrongRange = (where: string): RegexpMistake => ({ what: 'invalid character class range', where })

/**
 * `[a-z]`, from its bracket on. `lastPosixEnd` is the last place of the pattern where a POSIX class may end: to look for one
 * again and again, in vain, would take long. Mirrors parseClass.
 */
export function readClass(pattern: string, at: number, lastPosixEnd: number): Reading {
  let next = at + (pattern[at + 1] === '^' ? 2 : 1)
  const first = next
  while (pattern[next] !== ']' || next === first) {
    const reading =
      readPosixClass(pattern, next, lastPosixEnd) ??
      readUnicodeClass(pattern, next) ??
      readPerlClass(pattern, next) ??
      readRange(pattern, next, at)
    if (typeof reading !== 'number') return reading
    next = reading
  }
  return next + 1
}

/** `a` or `a-z`; a hyphen before the closing bracket stands for itself. */
function readRange(pattern: string, at: number, whole: number): Reading {
  const low = readMember(pattern, at, whole)
  if ('what' in low) return low
  if (pattern[low.end] !== '-' || pattern[low.end + 1] === ']') return low.end
  const high = readMember(pattern, low.end + 1, whole)
  if ('what' in high) return high
  return high.code < low.code ? wrongRange(pattern.slice(at, high.end)) : high.end
}

function readMember(pattern: string, at: number, whole: number): Character | RegexpMistake {
  if (at >= pattern.length) return { what: 'missing closing ]', where: pattern.slice(whole) }
  return pattern[at] === '\\' ? readEscape(pattern, at) : readCharacter(pattern, at)
}

/** `[:alpha:]`, which stands in a class. Mirrors parseNamedClass. */
function readPosixClass(pattern: string, at: number, lastPosixEnd: number): Reading | Another {
  if (at + 2 > lastPosixEnd || !pattern.startsWith('[:', at)) return undefined
  const close = pattern.indexOf(':]', at + 2)
  const isKnown = posixClassNames.has(pattern.slice(at + 2, close).replace(/^\^/, ''))
  return isKnown ? close + 2 : wrongRange(pattern.slice(at, close + 2))
}

/** `\d` and its like. Mirrors parsePerlClassEscape. */
export const readPerlClass = (pattern: string, at: number): number | Another =>
  pattern[at] === '\\' && /[DSWdsw]/.test(pattern[at + 1] ?? '') ? at + 2 : undefined

/** `\pL` or `\p{Greek}`. Mirrors parseUnicodeClass. */
export function readUnicodeClass(pattern: string, at: number): Reading | Another {
  if (pattern[at] !== '\\' || !/[Pp]/.test(pattern[at + 1] ?? '')) return undefined
  const letter = readCharacter(pattern, at + 2)
  if (pattern[at + 2] !== '{') return checkName(pattern, at, pattern.slice(at + 2, letter.end), letter.end)
  const close = pattern.indexOf('}', at)
  return close < 0 ? wrongRange(pattern.slice(at)) : checkName(pattern, at, pattern.slice(at + 3, close), close + 1)
}

const checkName = (pattern: string, at: number, name: string, end: number): Reading =>
  unicodeClassNames.has(canonicalName(name.replace(/^\^/, ''))) ? end : wrongRange(pattern.slice(at, end))

/** Letters beyond ASCII stay as they are. */
function canonicalName(name: string): string {
  const letters = name.replace(/[ _-]/g, '')
  const first = letters.slice(0, 1).replace(/[a-z]/, (letter) => letter.toUpperCase())
  return first + letters.slice(1).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
