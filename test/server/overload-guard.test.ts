import { expect, it } from 'vitest'
import { createLoadMeter } from '../../src/server/load-meter.ts'
import { createLogger } from '../../src/server/logger.ts'
import type { Load } from '../../src/server/overload.ts'
import { startOverloadGuard } from '../../src/server/overload-guard.ts'

const limits = { eventLoopDelay: 1000, memory: 900 }
const calm: Load = { eventLoopDelay: 20, memory: 100 }
const full: Load = { eventLoopDelay: 20, memory: 950 }
const busy: Load = { eventLoopDelay: 1500, memory: 100 }

/** A guard that looks when it is told to, at a process that does as it is told. */
function startGuard(freed = 0) {
  let load = calm
  let look = (): void => {}
  let intervals = 0
  let collections = 0
  const lines: Record<string, unknown>[] = []
  const guard = startOverloadGuard({
    limits,
    meter: {
      read: () => load,
      collectGarbage: () => {
        collections += 1
        load = { ...load, memory: load.memory - freed }
      },
    },
    every: (_ms, run) => {
      look = run
      intervals += 1
      return () => {
        intervals -= 1
      }
    },
    log: createLogger({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } }),
  })
  const lookAt = (next: Load) => {
    load = next
    look()
    return guard.overload()
  }
  return { ...guard, lookAt, lines, intervals: () => intervals, collections: () => collections }
}

it('turns reviews away while the event loop is late, and tells when that begins and ends', () => {
  const { lookAt, overload, lines } = startGuard()
  expect(overload()).toBeUndefined()
  expect([calm, busy, busy, calm].map(lookAt)).toEqual([undefined, 'event_loop_delay', 'event_loop_delay', undefined])
  expect(lines).toMatchObject([
    { level: 'warn', overload: 'event_loop_delay', eventLoopDelay: 1500, limits },
    { level: 'info', msg: 'reviews are taken again', eventLoopDelay: 20 },
  ])
})

it('turns nobody away for memory that is only not freed yet', () => {
  const { lookAt, lines, collections } = startGuard(800)
  expect(lookAt(full)).toBeUndefined()
  expect([collections(), lines]).toEqual([1, []])
})

it('turns reviews away while memory is short, and frees what it can now and then only', () => {
  const { lookAt, collections } = startGuard()
  expect(Array.from({ length: 20 }, () => lookAt(full))).toEqual(Array.from({ length: 20 }, () => 'memory'))
  expect(collections()).toBe(1)
  lookAt(full)
  expect(collections()).toBe(2)
  expect(lookAt(calm)).toBeUndefined()
})

it('looks no more once it is closed', () => {
  const { close, intervals } = startGuard()
  expect(intervals()).toBe(1)
  close()
  expect(intervals()).toBe(0)
})

it('the meter of the process measures it', () => {
  const meter = createLoadMeter()
  expect(meter.read().eventLoopDelay).toBeGreaterThanOrEqual(0)
  const garbage = Array.from({ length: 64 }, () => new Array(131_072).fill(0.5))
  const before = meter.read().memory
  garbage.length = 0
  meter.collectGarbage()
  expect(before - meter.read().memory).toBeGreaterThan(32 * 1024 * 1024)
})
