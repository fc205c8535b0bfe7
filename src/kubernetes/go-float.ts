/** What Go's package strconv says of a text. */
export type FloatMistake = 'invalid syntax' | 'value out of range'

const digits = '\\d(?:_?\\d)*'
const hexDigits = '[\\da-f](?:_?[\\da-f])*'
const decimal = new RegExp(`^[+-]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:e[+-]?${digits})?$`, 'i')
const hexadecimal = new RegExp(
  `^([+-]?)0x(?:_?(${hexDigits})\\.?(${hexDigits})?|\\.(${hexDigits}))p([+-]?${digits})$`,
  'i',
)

/**
 * Reads a float64 as Go does: `1.5`, `1e2`, `1_000`, `0x1p4`, `Inf` and `NaN` are numbers, blanks are not. What is too large
 * is a mistake, what is too small is 0. Mirrors strconv.ParseFloat.
 */
export function readGoFloat(text: string): number | FloatMistake {
  if (/^nan$/i.test(text)) return Number.NaN
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const value = decimal.test(text) ? Number(text.replaceAll('_', '')) : readHexadecimal(text)
  if (value === undefined) return 'invalid syntax'
  return Number.isFinite(value) ? value : 'value out of range'
}

function readHexadecimal(text: string): number | undefined {
  const [whole, sign, before = '', behind = '', alone = '', power = ''] = hexadecimal.exec(text) ?? []
  if (whole === undefined) return undefined
  const [integer, fraction] = [before, behind + alone].map((part) => part.replaceAll('_', ''))
  const significant = `${integer}${fraction}`.replace(/^0+/, '')
  if (significant === '') return 0
  // Sixteen digits are more than a float64 holds.
  const exponent = Number(power.replaceAll('_', '')) + 4 * (significant.length - 16 - (fraction ?? '').length)
  const size = scale(Number.parseInt(significant.slice(0, 16).padEnd(16, '0'), 16), exponent)
  return sign === '-' ? -size : size
}

/** In steps, as a power of two may be out of range where the product is not. */
const scale = (value: number, exponent: number): number => {
  const [first, second] = [Math.trunc(exponent / 2), exponent - Math.trunc(exponent / 2)]
  return value * 2 ** first * 2 ** second
}
