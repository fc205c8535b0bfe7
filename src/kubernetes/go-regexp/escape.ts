/** How far a part of a pattern was read: the index behind it, or what is wrong. */
export type Reading = number | RegexpMistake

/** Go's name of a mistake, and the part of the pattern that shows it. */
export type RegexpMistake = Readonly<{ what: string; where: string }>

/** A character, or an escape that stands for one. */
export type Character = Readonly<{ code: number; end: number }>

export const readCharacter = (pattern: string, at: number): Character => {
  const code = pattern.codePointAt(at) ?? 0
  return { code, end: Math.min(at + (code > 0xffff ? 2 : 1), pattern.length) }
}

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
])

/** The character behind a backslash, and which one it stands for. Mirrors parseEscape. */
export function readEscape(pattern: string, at: number): Character | RegexpMistake {
  if (at + 1 >= pattern.length) return { what: 'trailing backslash at end of expression', where: '' }
  const escaped = readCharacter(pattern, at + 1)
  const letter = pattern[at + 1] ?? ''
  if (letter === 'x') return readHexadecimal(pattern, at)
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(pattern.slice(at + 1, at + 4))?.[0]
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), end: at + 1 + octal.length }
  const code = controls.get(letter)
  if (code !== undefined) return { code, end: escaped.end }
  return escaped.code < 0x80 && /[^0-9A-Za-z]/.test(letter) ? escaped : wrong(pattern, at, escaped.end)
}

const wrong = (pattern: string, at: number, end: number): RegexpMistake => ({
  what: 'invalid escape sequence',
  where: pattern.slice(at, end),
})

/** `\x7f` or `\x{1F600}`. */
function readHexadecimal(pattern: string, at: number): Character | RegexpMistake {
  if (pattern[at + 2] === '{') return readBraces(pattern, at)
  const first = readCharacter(pattern, at + 2)
  const { end } = readCharacter(pattern, first.end)
  const digits = pattern.slice(at + 2, end)
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? { code: Number.parseInt(digits, 16), end } : wrong(pattern, at, end)
}

function readBraces(pattern: string, at: number): Character | RegexpMistake {
  const start = at + 3
  let code = 0
  for (let end = start; end < pattern.length; end += 1) {
    const digit = pattern[end] ?? ''
    if (digit === '}' && end > start) return { code, end: end + 1 }
    code = /[0-9A-Fa-f]/.test(digit) ? code * 16 + Number.parseInt(digit, 16) : Number.POSITIVE_INFINITY
    if (code > 0x10ffff) return wrong(pattern, at, readCharacter(pattern, end).end)
  }
  return wrong(pattern, at, pattern.length)
}
