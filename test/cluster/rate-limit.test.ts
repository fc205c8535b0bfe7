import { expect, test } from 'vitest'
import { createRateLimit } from '../../src/cluster/rate-limit.ts'
import { createHastyTimers } from './hasty-timers.ts'

const { signal } = new AbortController()

/** When each of so many requests may go, in milliseconds after the first; all are asked for at once. */
async function departures(limit: Parameters<typeof createRateLimit>[0], count: number): Promise<readonly number[]> {
  const timers = createHastyTimers()
  const start = timers.now()
  const waits: number[] = []
  const recording = {
    now: () => start,
    after(milliseconds: number, run: () => void) {
      waits.push(milliseconds)
      return timers.after(milliseconds, run)
    },
  }
  const { take } = createRateLimit(limit, recording)
  const taken = Array.from({ length: count }, () => take(signal))
  await Promise.all(taken)
  return [...taken.filter((wait) => wait === undefined).map(() => 0), ...waits]
}

test('a burst goes at once, the rest one by one', async () => {
  expect(await departures({ perSecond: 10, burst: 3 }, 6)).toEqual([0, 0, 0, 100, 200, 300])
})

test('without a rate all go at once', async () => {
  expect(await departures({ perSecond: 0, burst: 1 }, 4)).toEqual([0, 0, 0, 0])
})

test('what was not used for a second may be used again, but never more than a burst', () => {
  const timers = createHastyTimers()
  const { take } = createRateLimit({ perSecond: 2, burst: 3 }, timers)
  const takeMany = (count: number) => Array.from({ length: count }, () => take(signal) === undefined)
  expect(takeMany(3)).toEqual([true, true, true])
  timers.pass(1_000)
  expect(takeMany(2)).toEqual([true, true])
  timers.pass(60_000)
  expect(takeMany(4)).toEqual([true, true, true, false])
})

test('an aborted wait ends at once', async () => {
  const timers = { now: () => 0, after: () => () => undefined }
  const { take } = createRateLimit({ perSecond: 1, burst: 1 }, timers)
  const controller = new AbortController()
  take(signal)
  const wait = take(controller.signal)
  controller.abort()
  await expect(wait).resolves.toBeUndefined()
})

test('who gives up leaves the turn to others', async () => {
  const waits: number[] = []
  const timers = { now: () => 0, after: (milliseconds: number) => () => void waits.push(milliseconds) }
  const { take } = createRateLimit({ perSecond: 1, burst: 1 }, timers)
  take(signal)
  for (let i = 0; i < 3; i++) {
    const controller = new AbortController()
    const wait = take(controller.signal)
    controller.abort()
    await wait
  }
  expect(waits).toEqual([1000, 1000, 1000])
})
