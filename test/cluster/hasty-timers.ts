import type { Timers } from '../../src/cluster/timers.ts'
import { createMoment } from './moment.ts'

/** Pauses that are shorter pass at once; longer ones are bounds that are not to be met. */
const longestPauseMs = 20_000

export type HastyTimers = Timers &
  Readonly<{
    /** Moves the clock on and ends nothing. */
    pass: (milliseconds: number) => void
    /** Lets the time be up for a bound of exactly so many milliseconds, as soon as there is one. */
    expire: (milliseconds: number) => Promise<void>
  }>

/** A clock by which nobody waits. */
export function createHastyTimers(): HastyTimers {
  const held = new Map<() => void, number>()
  const { changed, until } = createMoment()
  let now = Date.UTC(2030, 0, 1)
  return {
    now: () => now,
    after(milliseconds, run) {
      if (milliseconds >= longestPauseMs) {
        held.set(run, milliseconds)
        changed()
        return () => held.delete(run)
      }
      const immediate = setImmediate(() => {
        now += milliseconds
        run()
      })
      return () => clearImmediate(immediate)
    },
    pass(milliseconds) {
      now += milliseconds
    },
    async expire(milliseconds) {
      await until(() => [...held.values()].includes(milliseconds))
      for (const [run, bound] of [...held]) {
        if (bound !== milliseconds) continue
        held.delete(run)
        now += bound
        run()
      }
    },
  }
}
