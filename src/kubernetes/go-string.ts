const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
])

/** Text as Go writes it with `%q`: in quotes, and escaped where it could not be read. Mirrors strconv.Quote. */
export const quoteGoString = (text: string): string => `"${text.toWellFormed().replaceAll(special, writeEscaped)}"`

/** Go prints letters, marks, numbers, punctuation, symbols, and the one blank that ASCII has. */
const special = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

function writeEscaped(character: string): string {
  const known = escapes.get(character)
  if (known !== undefined) return known
  const code = character.codePointAt(0) ?? 0
  const hexadecimal = code.toString(16)
  if (code < 0x80) return `\\x${hexadecimal.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hexadecimal.padStart(4, '0')}` : `\\U${hexadecimal.padStart(8, '0')}`
}
