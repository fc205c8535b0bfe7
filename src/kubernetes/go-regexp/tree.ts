/** What Go's limits look at in a part of an expression: its depth, its steps, and how often it repeats what is innermost. */
export type Part = Readonly<{
  kind: 'letters' | 'sequence' | 'choice' | 'other'
  height: number
  size: number
  copies: number
}>

export const letter: Part = { kind: 'letters', height: 1, size: 1, copies: 1 }
export const anything: Part = { kind: 'other', height: 1, size: 1, copies: 1 }

/** A part with an operator around it that takes so many steps more. */
export const wrapped = ({ height, size, copies }: Part, steps: number): Part => ({
  kind: 'other',
  height: height + 1,
  size: size + steps,
  copies,
})

/** `{min,max}` around a part; a maximum of -1 is none. Mirrors calcSize and repeatIsValid. */
export function repeated({ height, size, copies }: Part, min: number, max: number): Part {
  const isOpen = max < 0
  const steps = isOpen ? min * size + (min === 0 ? 2 + size : 1) : max * size + max - min
  const times = isOpen ? Math.max(min, 1) : max
  return { kind: 'other', height: height + 1, size: Math.max(1, steps), copies: max === 0 ? 1 : times * copies }
}

/** An open group: its earlier choices, the sequence at hand, and what was read last, which an operator may repeat. */
export type Group = {
  readonly isCapture: boolean
  choices: Parts | undefined
  sequence: Parts | undefined
  last: Part | undefined
}

export const openGroup = (isCapture: boolean): Group => ({
  isCapture,
  choices: undefined,
  sequence: undefined,
  last: undefined,
})

/** Takes what was read into a group. */
export function push(group: Group, part: Part): void {
  if (group.last !== undefined) group.sequence = append(group.sequence, 'sequence', group.last)
  group.last = part
}

/** What follows is another choice. */
export function endChoice(group: Group): void {
  if (group.last !== undefined) group.sequence = append(group.sequence, 'sequence', group.last)
  group.choices = append(group.choices, 'choice', asOne(group.sequence))
  group.sequence = undefined
  group.last = undefined
}

/** The group as a part of the one around it. */
export function closed(group: Group): Part {
  endChoice(group)
  const part = asOne(group.choices)
  return group.isCapture ? wrapped(part, 2) : part
}

/** Parts side by side. */
type Parts = {
  readonly kind: 'sequence' | 'choice'
  last: Part
  count: number
  height: number
  size: number
  copies: number
}

/** A sequence in a sequence becomes one with it, a choice in a choice likewise, and letters side by side are one part. */
function append(parts: Parts | undefined, kind: Parts['kind'], part: Part): Parts {
  const isNested = part.kind === kind
  const height = isNested ? part.height - 1 : part.height
  if (parts === undefined) return { ...part, kind, height, last: part, count: isNested ? 2 : 1 }
  const isJoined = kind === 'sequence' && part.kind === 'letters' && parts.last.kind === 'letters'
  if (!isJoined) parts.count += 1
  parts.last = part
  parts.height = Math.max(parts.height, height)
  parts.size += kind === 'choice' ? part.size + 1 : part.size
  parts.copies = Math.max(parts.copies, part.copies)
  return parts
}

/** The parts as one. Mirrors collapse, without taking out what choices have in common. */
function asOne(parts: Parts | undefined): Part {
  if (parts === undefined) return anything
  const { kind, last, count, height, size, copies } = parts
  return count === 1 ? { ...last, size } : { kind, height: height + 1, size, copies }
}
