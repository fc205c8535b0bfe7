const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n]
const largestUnsigned = 2n ** 64n - 1n

/** What Go's package strconv says of a text. */
export type IntegerMistake = 'invalid syntax' | 'value out of range'

/**
 * Reads a decimal int64 as Go does: a sign and leading zeros are welcome, blanks, underscores and other bases are not.
 * Digits that even a uint64 cannot hold end the reading, whatever follows. Mirrors strconv.Atoi and ParseInt of base 10.
 */
export function readGoInteger(text: string): bigint | IntegerMistake {
  const [, sign = '', digits = '', rest = ''] = /^([+-]?)0*(\d*)(.*)$/s.exec(text) ?? []
  if (digits.length > 20 || (digits.length === 20 && BigInt(digits) > largestUnsigned)) return 'value out of range'
  if (rest !== '' || !/\d$/.test(text)) return 'invalid syntax'
  const value = BigInt(`${sign === '-' ? '-' : ''}${digits || '0'}`)
  return value < smallest || value > largest ? 'value out of range' : value
}
