import { parseGoDuration } from '../kubernetes/go-duration.ts'

/** A timer that is set for longer fires at once. */
export const longestTimerMs = 2 ** 31 - 1

/**
 * Milliseconds until a review must be answered. `timeout` is the query parameter with which the API server says how long
 * it waits, such as `10s`; without a sensible one `most` counts. A tenth, at most 200 ms, is kept for the way back.
 */
export function deadlineOf(timeout: unknown, most: number): number {
  const asked = typeof timeout === 'string' ? (parseGoDuration(timeout) ?? 0) : 0
  const whole = Math.min(asked > 0 ? asked : most, most, longestTimerMs)
  return whole - Math.min(whole / 10, 200)
}
