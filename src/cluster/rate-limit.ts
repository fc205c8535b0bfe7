import { pause, type Timers } from './timers.ts'

/**
 * At most `perSecond` requests over time and `burst` at once; more wait for their turn, in order, and who gives up gives it
 * back. No limit when `perSecond` is 0 or less. Mirrors client-go util/flowcontrol: NewTokenBucketRateLimiter.
 */
export function createRateLimit(
  { perSecond, burst }: Readonly<{ perSecond: number; burst: number }>,
  timers: Timers,
): Readonly<{ take: (signal: AbortSignal) => Promise<void> | undefined }> {
  const most = Math.max(1, burst)
  let tokens = most
  let countedAt = timers.now()

  const wait = async (milliseconds: number, signal: AbortSignal) => {
    await pause(timers, milliseconds, signal)
    if (signal.aborted) tokens += 1
  }
  const take = (signal: AbortSignal) => {
    if (perSecond <= 0) return undefined
    const now = timers.now()
    tokens = Math.min(most, tokens + (Math.max(0, now - countedAt) / 1000) * perSecond)
    countedAt = now
    tokens -= 1
    return tokens >= 0 ? undefined : wait((-tokens / perSecond) * 1000, signal)
  }
  return { take }
}
