/** The clock, as an argument: tests need no waiting. */
export type Timers = Readonly<{
  /** Milliseconds since 1970. */
  now: () => number
  /** Runs once, later. Returns how to call it off. */
  after: (milliseconds: number, run: () => void) => () => void
}>

export const systemTimers: Timers = {
  now: Date.now,
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds)
    return () => clearTimeout(timeout)
  },
}

/** Resolves after a time, and as soon as the signal is aborted. */
export function pause(timers: Timers, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || milliseconds <= 0) return resolve()
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = timers.after(milliseconds, done)
    signal.addEventListener('abort', done)
  })
}

/** Why a request ended that took too long. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut'
}

/** A signal that is aborted with `signal`, or with TimedOut when the time is up, which `extend` sets anew. */
export function withTimeout(
  timers: Timers,
  milliseconds: number,
  signal: AbortSignal,
): Readonly<{ signal: AbortSignal; extend: (milliseconds: number) => void; cancel: () => void }> {
  const controller = new AbortController()
  const begin = (duration: number) =>
    timers.after(duration, () => controller.abort(new TimedOut(`no answer within ${duration} ms`)))
  let cancel = begin(milliseconds)
  const extend = (duration: number) => {
    cancel()
    cancel = begin(duration)
  }
  return { signal: AbortSignal.any([signal, controller.signal]), extend, cancel: () => cancel() }
}

/** The promise, unless the signal is aborted before: then it rejects with the signal's reason. */
export function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    const release = () => signal.removeEventListener('abort', abort)
    promise.finally(release).then(resolve, reject)
  })
}
