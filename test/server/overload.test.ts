import { describe, expect, it } from 'vitest'
import { memoryLimitOf, overloadOf } from '../../src/server/overload.ts'

const limits = { eventLoopDelay: 1000, memory: 900 }

describe('the process has too much of', () => {
  it.each([
    { sentence: 'nothing below both limits', load: { eventLoopDelay: 999, memory: 899 }, limits, want: undefined },
    {
      sentence: 'what waits for its turn',
      load: { eventLoopDelay: 1000, memory: 0 },
      limits,
      want: 'event_loop_delay',
    },
    { sentence: 'memory', load: { eventLoopDelay: 0, memory: 900 }, limits, want: 'memory' },
    { sentence: 'memory before all else', load: { eventLoopDelay: 5000, memory: 5000 }, limits, want: 'memory' },
    {
      sentence: 'nothing without limits',
      load: { eventLoopDelay: 9e9, memory: 9e9 },
      limits: { eventLoopDelay: 0, memory: 0 },
      want: undefined,
    },
  ])('$sentence', ({ load, limits, want }) => {
    expect(overloadOf(load, limits)).toBe(want)
  })
})

describe('the limit of memory is a share', () => {
  it.each([
    { sentence: 'of what the container may have', percent: 90, constrained: 512, total: 2048, want: 460.8 },
    { sentence: 'of the machine where that is unknown', percent: 50, constrained: 0, total: 2048, want: 1024 },
    { sentence: 'of the machine where it is less', percent: 50, constrained: 2 ** 64, total: 2048, want: 1024 },
    { sentence: 'or none', percent: 0, constrained: 512, total: 2048, want: 0 },
  ])('$sentence', ({ percent, constrained, total, want }) => {
    expect(memoryLimitOf(percent, { constrained, total })).toBe(want)
  })
})
