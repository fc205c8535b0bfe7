import { type RegexpMistake, readCharacter } from './escape.ts'

/** What `(`, `(?:`, `(?i)` or `(?P<name>` opens, and the index behind it. */
export type Opening = Readonly<{ opens: 'capture' | 'group' | 'nothing'; end: number }>

/** What a parenthesis opens. Mirrors parsePerlFlags. */
export function readOpening(pattern: string, at: number): Opening | RegexpMistake {
  if (pattern[at + 1] !== '?') return { opens: 'capture', end: at + 1 }
  const [start] = /^\(\?P?<(?=.)/s.exec(pattern.slice(at, at + 5)) ?? []
  return start === undefined ? readFlags(pattern, at) : readName(pattern, at, at + start.length)
}

/** The name of a capture; two of them may be alike. */
function readName(pattern: string, at: number, start: number): Opening | RegexpMistake {
  const close = pattern.indexOf('>', start)
  const end = close < 0 ? pattern.length : close + 1
  const isName = close >= 0 && /^\w+$/.test(pattern.slice(start, close))
  return isName ? { opens: 'capture', end } : { what: 'invalid named capture', where: pattern.slice(at, end) }
}

/** Flags may be set and, behind a hyphen, unset; with a colon they open a group. None of them changes what is legal. */
function readFlags(pattern: string, at: number): Opening | RegexpMistake {
  const [flags = '', end] = /^\(\?[imsU]*(?:-[imsU]+)?([:)])/.exec(pattern.slice(at)) ?? []
  if (end !== undefined) return { opens: end === ':' ? 'group' : 'nothing', end: at + flags.length }
  const [legal = ''] = /^\(\?[imsU]*(?:-[imsU]*)?/.exec(pattern.slice(at)) ?? []
  const wrong = readCharacter(pattern, at + legal.length)
  return { what: 'invalid or unsupported Perl syntax', where: pattern.slice(at, wrong.end) }
}
