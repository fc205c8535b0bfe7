import type { Flag } from './flag.ts'

/** A Go duration for a whole number of milliseconds: 90000 is `90s`, 120000 is `2m`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  const [size, unit] = durationUnits.find(([size]) => milliseconds % size === 0) ?? [1, 'ms']
  return `${milliseconds / size}${unit}`
}

const durationUnits = [
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
] as const

/** Durations end up in timers, which fire at once when they are longer than 24.8 days. */
const longestDuration = 24 * 24 * 3_600_000

export const rangeOf = ({ type, minimum = -Infinity, maximum = Infinity }: Flag): readonly [number, number] => [
  minimum,
  type === 'duration' && maximum === Infinity ? longestDuration : maximum,
]

/** What a flag demands of its value beyond the type: `between 1 and 65535`, `one of a, b`; undefined when it demands nothing. */
export function describeAllowed(flag: Flag): string | undefined {
  if (flag.allowed !== undefined) return `one of ${flag.allowed.join(', ')}`
  const [minimum, maximum] = rangeOf(flag).map((limit) =>
    Number.isFinite(limit) ? describeLimit(flag, limit) : undefined,
  )
  if (minimum !== undefined && maximum !== undefined) return `between ${minimum} and ${maximum}`
  if (minimum !== undefined) return `at least ${minimum}`
  return maximum === undefined ? undefined : `at most ${maximum}`
}

const describeLimit = (flag: Flag, limit: number): string =>
  flag.type === 'duration' ? formatDuration(limit) : String(limit)
