import type { Timers } from '../../../src/cluster/timers.ts'

export type ManualTimers = Timers &
  Readonly<{
    /** Moves the clock on, stopping at each alarm on the way, and lets all that follows happen. */
    pass: (milliseconds: number) => Promise<void>
    /** Milliseconds until the next alarm. */
    next: () => number | undefined
    /** Lets promises come to rest. */
    settle: () => Promise<void>
  }>

/** A clock that stands still unless it is told to move. */
export function createManualTimers(): ManualTimers {
  const alarms = new Set<Readonly<{ due: number; run: () => void }>>()
  let now = Date.UTC(2030, 0, 1)
  const settle = () => new Promise<void>((resolve) => void setImmediate(resolve))
  const first = () => [...alarms].sort((one, other) => one.due - other.due)[0]
  return {
    now: () => now,
    after(milliseconds, run) {
      const alarm = { due: now + milliseconds, run }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    async pass(milliseconds) {
      const until = now + milliseconds
      for (let alarm = first(); alarm !== undefined && alarm.due <= until; alarm = first()) {
        now = alarm.due
        alarms.delete(alarm)
        alarm.run()
        await settle()
      }
      now = until
      await settle()
    },
    next() {
      const alarm = first()
      return alarm && alarm.due - now
    },
    settle,
  }
}
