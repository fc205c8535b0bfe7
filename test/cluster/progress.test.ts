import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fail } from '../../src/cluster/api-answer.ts'
import { proceed, unread } from '../../src/cluster/progress.ts'

const { failure } = fail('broken')
const at = (resourceVersion: string | undefined, failures: number) => ({ resourceVersion, failures })

describe('what comes after a list or a watch', () => {
  it.each([
    ['a list', unread, { resourceVersion: '7', livedMs: 0, failure: undefined }, at('7', 0), 0],
    [
      'a list after failures',
      at(undefined, 3),
      { resourceVersion: '7', livedMs: 0, failure: undefined },
      at('7', 3),
      0,
    ],
    ['a steady watch', at('7', 3), { resourceVersion: '9', livedMs: 300_000, failure: undefined }, at('9', 0), 0],
    ['the first failure', at('7', 0), { resourceVersion: '7', livedMs: 0, failure }, at('7', 1), 500],
    ['the second failure', at('7', 1), { resourceVersion: '7', livedMs: 0, failure }, at('7', 2), 1_000],
    ['a failure of a steady watch', at('7', 4), { resourceVersion: '9', livedMs: 30_000, failure }, at('9', 1), 500],
    ['the fifth failure', at('7', 4), { resourceVersion: '7', livedMs: 0, failure }, at(undefined, 5), 8_000],
    ['the hundredth failure', at('7', 98), { resourceVersion: '7', livedMs: 0, failure }, at('7', 99), 30_000],
    [
      'a failure that says when to come again',
      at('7', 0),
      { resourceVersion: '7', livedMs: 0, failure: { ...failure, retryAfterMs: 9_000 } },
      at('7', 1),
      9_000,
    ],
    [
      'the fourth failure, which is 410 Gone',
      at('7', 3),
      { resourceVersion: undefined, livedMs: 0, failure: { ...failure, status: 410 } },
      at(undefined, 4),
      500,
    ],
  ])('%s', (_, before, outcome, progress, delayMs) => {
    expect(proceed(before, outcome, 0)).toEqual({ progress, delayMs })
  })
})

test('chance takes up to half of a delay away, and no more than half a minute is ever waited', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const outcome = { resourceVersion: '7', livedMs: 0, failure }
      const longest = proceed(at('7', failures), outcome, 0).delayMs
      const { delayMs } = proceed(at('7', failures), outcome, random)
      expect(delayMs).toBeLessThanOrEqual(Math.min(longest, 30_000))
      expect(delayMs).toBeGreaterThanOrEqual(longest / 2)
    }),
  )
})
