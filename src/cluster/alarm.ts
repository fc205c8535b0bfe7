import { pause, type Timers } from './timers.ts'

/** A pause that can be cut short. */
export type Alarm = Readonly<{
  /** Ends the pause; when there is none, the next one ends at once. */
  ring: () => void
  /** Waits so long; the alarm and the signal end it. Whether it was the alarm. */
  wait: (milliseconds: number) => Promise<boolean>
}>

export function createAlarm(timers: Timers, signal: AbortSignal): Alarm {
  let isRung = false
  let waiting: AbortController | undefined
  return {
    ring() {
      isRung = true
      waiting?.abort()
    },
    async wait(milliseconds) {
      if (!isRung) {
        waiting = new AbortController()
        const { signal: rung } = waiting
        await pause(timers, milliseconds, AbortSignal.any([signal, rung]))
        waiting = undefined
      }
      const wasRung = isRung
      isRung = false
      return wasRung
    },
  }
}
