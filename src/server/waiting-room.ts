/** Where reviews wait for objects of the cluster: only so many at once, and none for longer than it may. */
export type WaitingRoom = Readonly<{
  /** For the look-up of the next review; already aborted when it would find no room. */
  signal: () => AbortSignal
  /**
   * The result of the look-up that was just started with `signal()`; 'full' at once when there is no room, 'late' after
   * `ms` milliseconds, which aborts the signal.
   */
  wait: <Result>(pending: Promise<Result>, ms: number) => Promise<Result | 'full' | 'late'>
  /** How many wait now. */
  size: () => number
}>

export function createWaitingRoom(most: number): WaitingRoom {
  const full = AbortSignal.abort()
  let size = 0
  // Most reviews need not wait: one controller serves them all, until one of them does.
  let spare = new AbortController()

  const wait = async <Result>(pending: Promise<Result>, ms: number): Promise<Result | 'full' | 'late'> => {
    if (size >= most) return 'full'
    const controller = spare
    spare = new AbortController()
    const late = Promise.withResolvers<'late'>()
    const timer = setTimeout(() => {
      late.resolve('late')
      controller.abort()
    }, ms)
    size += 1
    try {
      return await Promise.race([pending, late.promise])
    } finally {
      size -= 1
      clearTimeout(timer)
    }
  }
  return { signal: () => (size < most ? spare.signal : full), wait, size: () => size }
}
