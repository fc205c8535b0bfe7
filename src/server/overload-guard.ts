import type { LoadMeter } from './load-meter.ts'
import type { Logger } from './logger.ts'
import { type LoadLimits, type Overload, overloadOf } from './overload.ts'

/** Says whether reviews must be turned away now. */
export type OverloadGuard = Readonly<{ overload: () => Overload | undefined; close: () => void }>

type GuardDependencies = Readonly<{
  limits: LoadLimits
  meter: LoadMeter
  /** Runs again and again, after so many milliseconds each time. Returns how to end that. */
  every: (ms: number, run: () => void) => () => void
  log: Logger
}>

const intervalMs = 500

/** A collection stops everything for a moment, and one that frees nothing frees nothing a moment later either. */
const readingsBetweenCollections = 20

/**
 * Looks at the load twice a second. Memory that is only not freed yet is no reason to turn anybody away: without reviews
 * nothing else would make Node free it, so garbage is collected first.
 */
export function startOverloadGuard({ limits, meter, every, log }: GuardDependencies): OverloadGuard {
  let overload: Overload | undefined
  let untilCollection = 0
  const look = (): void => {
    let load = meter.read()
    untilCollection = Math.max(0, untilCollection - 1)
    if (overloadOf(load, limits) === 'memory' && untilCollection === 0) {
      untilCollection = readingsBetweenCollections
      meter.collectGarbage()
      load = { ...load, memory: meter.read().memory }
    }
    const before = overload
    overload = overloadOf(load, limits)
    if (overload !== before) report(log, overload, { ...load, limits })
  }
  const close = every(intervalMs, look)
  return { overload: () => overload, close }
}

function report(log: Logger, overload: Overload | undefined, facts: object): void {
  if (overload === undefined) log.info(facts, 'reviews are taken again')
  else log.warn({ overload, ...facts }, 'reviews are turned away until the load is less')
}

/** Timers of Node that keep no process from ending. */
export function everySoOften(ms: number, run: () => void): () => void {
  const interval = setInterval(run, ms).unref()
  return () => clearInterval(interval)
}
