import type { Timers } from '../../src/cluster/timers.ts'
import { createMoment } from './moment.ts'

/** Pauses that are shorter pass at once; longer ones are bounds that are not to be met. */
const longestPauseMs = 20_000

export type HastyTimers = Timers &
  Readonly<{
    /** Moves the clock on, past the bounds that are due by then. */
    pass: (milliseconds: number) => void
    /** Resolves when a bound of exactly so many milliseconds is set. */
    isSet: (milliseconds: number) => Promise<void>
    /** Lets the time be up for a bound of exactly so many milliseconds, as soon as there is one. */
    expire: (milliseconds: number) => Promise<void>
    /** The bounds that are set. */
    bounds: () => readonly number[]
  }>

type Bound = Readonly<{ milliseconds: number; due: number; run: () => void }>

/** A clock by which nobody waits. */
export function createHastyTimers(): HastyTimers {
  const held = new Set<Bound>()
  const { changed, until } = createMoment()
  let now = Date.UTC(2030, 0, 1)

  const isSet = (milliseconds: number) => until(() => [...held].some((bound) => bound.milliseconds === milliseconds))
  const end = (isUp: (bound: Bound) => boolean) => {
    for (const bound of [...held].filter(isUp)) {
      held.delete(bound)
      bound.run()
    }
  }
  return {
    now: () => now,
    after(milliseconds, run) {
      if (milliseconds < longestPauseMs) {
        const immediate = setImmediate(() => {
          now += milliseconds
          run()
        })
        return () => clearImmediate(immediate)
      }
      const bound = { milliseconds, due: now + milliseconds, run }
      held.add(bound)
      changed()
      return () => held.delete(bound)
    },
    pass(milliseconds) {
      now += milliseconds
      end(({ due }) => due <= now)
    },
    isSet,
    async expire(milliseconds) {
      await isSet(milliseconds)
      now += milliseconds
      end((bound) => bound.milliseconds === milliseconds)
    },
    bounds: () => [...held].map(({ milliseconds }) => milliseconds),
  }
}
