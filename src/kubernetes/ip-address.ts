/**
 * What is wrong with the text of an IP address, in Kubernetes' words.
 * Mirrors apimachinery pkg/util/validation: IsValidIPForLegacyField, strict.
 */
export function ipAddressMistakes(text: string): readonly string[] {
  const isVersion4 = /^[^:]*\./.test(text)
  const groups = isVersion4 ? readVersion4(text) : readVersion6(text)
  if (groups === undefined) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']
  if (hasLeadingZeros.test(text)) return ['must not have leading 0s']
  return !isVersion4 && mapped.every((group, i) => groups[i] === group)
    ? ['must not be an IPv4-mapped IPv6 address']
    : none
}

const none: readonly never[] = []

/** What the IPv6 form of an IPv4 address begins with. */
const mapped = [0, 0, 0, 0, 0, 0xffff]

/** A decimal number that begins with 0, or a group of IPv6 that has more than four digits. */
const hasLeadingZeros = /(?:^|:)0\d+\.|\.0\d|(?:^|:)[\da-f]{5,}(?::|$)/i

/** Two groups of 16 bits. */
function readVersion4(text: string): readonly number[] | undefined {
  const numbers = text.split('.', 5).map((part) => (/^\d+$/.test(part) ? Number(part) : 256))
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  return numbers.length === 4 && numbers.every((number) => number <= 255) ? [a * 256 + b, c * 256 + d] : undefined
}

/** Eight groups of 16 bits: `::` stands for one or more that are zero, and the last two may be an IPv4 address. */
function readVersion6(text: string): readonly number[] | undefined {
  const [head = '', tail, ...more] = text.split('::', 3)
  if (!text.includes(':') || more.length > 0) return undefined
  const before = readGroups(head, tail === undefined)
  const after = tail === undefined ? none : readGroups(tail, true)
  if (before === undefined || after === undefined) return undefined
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return [...before, ...Array<number>(missing).fill(0), ...after]
}

function readGroups(text: string, isEnd: boolean): readonly number[] | undefined {
  if (text === '') return none
  const groups: number[] = []
  const parts = text.split(':', 9)
  for (const [i, part] of parts.entries()) {
    const read = isEnd && i === parts.length - 1 && part.includes('.') ? readVersion4(part) : readGroup(part)
    if (read === undefined) return undefined
    groups.push(...read)
  }
  return groups
}

function readGroup(text: string): readonly number[] | undefined {
  const group = /^[\da-f]+$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN
  return group <= 0xffff ? [group] : undefined
}
