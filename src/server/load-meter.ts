import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Load } from './overload.ts'

/** Whoever knows how the process does. */
export type LoadMeter = Readonly<{
  read: () => Load
  /** Frees what memory can be freed, which stops all else for a moment. */
  collectGarbage: () => void
}>

/** Measures from now on; a turn of the event loop is seen as at least this long. */
const resolution = 20

/** The meter of this process. */
export function createLoadMeter(): LoadMeter {
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  return {
    read() {
      const { mean } = delays
      delays.reset()
      return { eventLoopDelay: Number.isNaN(mean) ? 0 : mean / 1e6, memory: process.memoryUsage.rss() }
    },
    collectGarbage() {
      setFlagsFromString('--expose-gc')
      runInNewContext('gc')({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    },
  }
}
