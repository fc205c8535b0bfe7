import { backOffMs } from '../back-off.ts'
import type { createRateLimit } from '../rate-limit.ts'
import type { Timers } from '../timers.ts'

/** How work on a key ended: it is done, it failed, or it is done for so many milliseconds. */
export type Outcome = 'done' | 'failed' | Readonly<{ againAfterMs: number }>

type Work = Readonly<{
  /** May reject only by a bug, which is reported and counts as a failure. */
  work: (key: string) => Promise<Outcome>
  onBug: (error: unknown, key: string) => void
  /** How many keys are worked on at once. */
  workers: number
  limit: ReturnType<typeof createRateLimit>
  timers: Timers
  /** From 0 to 1. */
  random: () => number
  /** Ends all of it: what is begun is finished, nothing more is begun. */
  signal: AbortSignal
}>

export type WorkQueue = Readonly<{
  /** There is something to do for the key. Said often before its turn comes, it is done once. */
  add: (key: string) => void
  /** Keys that wait for their turn or for another try. */
  size: () => number
  /** Resolves when the signal is aborted and all that was begun is finished. */
  ended: Promise<void>
}>

/**
 * Works on keys in the order in which they come, several at once but never on one twice at once. A key that is added while
 * it is worked on gets another turn. After a failure it waits, longer each time, whatever is added meanwhile. Mirrors client-go
 * util/workqueue: TypedRateLimitingInterface.
 */
export function createWorkQueue({ work, onBug, workers, limit, timers, random, signal }: Work): WorkQueue {
  const waiting = new Set<string>()
  const running = new Set<string>()
  const addedAgain = new Set<string>()
  const failures = new Map<string, number>()
  /** How to call off the next try of a key. */
  const backingOff = new Map<string, () => void>()
  const later = new Map<string, () => void>()
  const ended = Promise.withResolvers<void>()

  const add = (key: string): void => {
    if (signal.aborted || backingOff.has(key)) return
    if (running.has(key)) return void addedAgain.add(key)
    later.get(key)?.()
    later.delete(key)
    waiting.add(key)
    begin()
  }
  const addAfter = (delays: Map<string, () => void>, milliseconds: number, key: string): void => {
    const cancel = timers.after(milliseconds, () => {
      delays.delete(key)
      add(key)
    })
    delays.set(key, cancel)
  }
  const begin = (): void => {
    for (const key of waiting) {
      if (running.size >= workers || signal.aborted) return
      waiting.delete(key)
      running.add(key)
      void attempt(key).then((outcome) => finish(key, outcome))
    }
  }
  const attempt = async (key: string): Promise<Outcome> => {
    try {
      await limit.take(signal)
      return signal.aborted ? 'done' : await work(key)
    } catch (error) {
      onBug(error, key)
      return 'failed'
    }
  }
  const finish = (key: string, outcome: Outcome): void => {
    running.delete(key)
    const isAddedAgain = addedAgain.delete(key)
    if (signal.aborted) stop()
    else if (outcome === 'failed') backOff(key)
    else {
      failures.delete(key)
      if (isAddedAgain) waiting.add(key)
      else if (outcome !== 'done') addAfter(later, outcome.againAfterMs, key)
    }
    begin()
  }
  const backOff = (key: string): void => {
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    addAfter(backingOff, backOffMs(count, random()), key)
  }
  const stop = (): void => {
    for (const delays of [backingOff, later]) {
      for (const cancel of delays.values()) cancel()
      delays.clear()
    }
    waiting.clear()
    if (running.size === 0) ended.resolve()
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return { add, size: () => waiting.size + backingOff.size + later.size, ended: ended.promise }
}
