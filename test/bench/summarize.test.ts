import { describe, expect, it } from 'vitest'
import type { Body } from '../../bench/bodies.ts'
import type { Turn, Turns } from '../../bench/measure.ts'
import { summarize } from '../../bench/summarize.ts'

const body: Body = { name: 'small', about: 'small', path: '/small', text: () => '', expected: { allowed: true } }
const aTurn = (cpuMs: number | undefined, latencies: readonly number[]): Turn => ({
  cpuMs,
  result: { elapsedMs: 1_000, latencies, mistakes: [] },
})
const turnsOf = (name: string, turns: readonly Turn[], rss = 100): Turns => ({
  body,
  server: {
    name,
    url: 'https://127.0.0.1',
    authority: undefined,
    pid: 1,
    firstAnswerMs: 1,
    expect: () => ({ allowed: true }),
  },
  turns,
  memory: { rss, peak: 2 * rss },
})

describe('summarize', () => {
  it('compares each round with the same round of the first server, and takes the medians', () => {
    const bare = turnsOf('bare', [aTurn(10, [1, 2]), aTurn(40, [1, 2]), aTurn(20, [1, 2])])
    const ours = turnsOf('ours', [aTurn(20, [3]), aTurn(60, [5, 9]), aTurn(90, [4, 4, 4])], 120)
    const common = { body: 'small' }
    expect(summarize([bare, ours])).toEqual([
      {
        ...common,
        ...{ server: 'bare', requests: 6, cpuMs: 10, ratio: 1, busy: 0.02 },
        ...{ requestsPerSecond: 2, p50: 1, p99: 2, rss: 100 },
      },
      {
        ...common,
        ...{ server: 'ours', requests: 6, cpuMs: 30, ratio: 3, busy: 0.06 },
        ...{ requestsPerSecond: 2, p50: 4, p99: 9, rss: 120 },
      },
    ])
  })

  it('tells no CPU where it is not known', () => {
    const bare = turnsOf('bare', [aTurn(10, [1])])
    const [, other] = summarize([bare, { ...turnsOf('other', [aTurn(undefined, [2])]), memory: undefined }])
    expect(other).toEqual({
      ...{ body: 'small', server: 'other', requests: 1, cpuMs: undefined, ratio: undefined, busy: undefined },
      ...{ requestsPerSecond: 1, p50: 2, p99: 2, rss: undefined },
    })
  })

  it('leaves out rounds in which the clock of CPU time did not move', () => {
    const bare = turnsOf('bare', [aTurn(0, [1]), aTurn(10, [1]), aTurn(10, [1])])
    const ours = turnsOf('ours', [aTurn(50, [1]), aTurn(0, [1]), aTurn(30, [1])])
    expect(summarize([bare, ours]).map(({ cpuMs, ratio }) => [cpuMs, ratio])).toEqual([
      [10, 1],
      [40, 3],
    ])
  })
})
