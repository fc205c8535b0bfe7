import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorkQueue, type Outcome } from '../../../src/cluster/companions/work-queue.ts'
import { createRateLimit } from '../../../src/cluster/rate-limit.ts'
import { createManualTimers } from './manual-timers.ts'

/** A queue whose work ends when the test says so. */
function aQueue(workers = 2, perSecond = 0) {
  const timers = createManualTimers()
  const closing = new AbortController()
  const begun: string[] = []
  const open: { key: string; end: (outcome: Outcome) => void; break: (error: Error) => void }[] = []
  const bugs: string[] = []
  const queue = createWorkQueue({
    work: (key) =>
      new Promise((resolve, reject) => {
        begun.push(key)
        open.push({ key, end: resolve, break: reject })
      }),
    onBug: (error, key) => bugs.push(`${key}: ${(error as Error).message}`),
    ...{ workers, timers, random: () => 0, signal: closing.signal },
    limit: createRateLimit({ perSecond, burst: 1 }, timers),
  })
  const end = async (outcome: Outcome = 'done') => {
    open.shift()?.end(outcome)
    await timers.settle()
  }
  const add = async (...keys: readonly string[]) => {
    for (const key of keys) queue.add(key)
    await timers.settle()
  }
  return { queue, timers, closing, begun, open, bugs, end, add }
}

describe('the work queue', () => {
  test('keys come in their order, so many at once', async () => {
    const { add, end, begun } = aQueue(2)
    await add('a', 'b', 'c')
    expect(begun).toEqual(['a', 'b'])
    await end()
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  test('a key that is added often before its turn is worked on once', async () => {
    const { add, end, begun, queue } = aQueue(1)
    await add('a', 'b', 'b', 'b')
    await end()
    await end()
    expect([begun, queue.size()]).toEqual([['a', 'b'], 0])
  })

  test('a key that is added while it is worked on gets one more turn, after the work', async () => {
    const { add, end, begun } = aQueue(2)
    await add('a', 'a', 'a')
    expect(begun).toEqual(['a'])
    await end()
    await end()
    expect(begun).toEqual(['a', 'a'])
  })

  test('after failures it waits longer each time, and no longer after a success', async () => {
    const { add, end, begun, timers } = aQueue()
    await add('a')
    const waits: number[] = []
    for (const outcome of ['failed', 'failed', 'failed', 'done', 'failed'] as const) {
      await end(outcome)
      waits.push(timers.next() ?? 0)
      await timers.pass(timers.next() ?? 0)
      if (outcome === 'done') await add('a')
    }
    expect([waits, begun.length]).toEqual([[500, 1000, 2000, 0, 500], 6])
  })

  test('what is added during a back-off waits with it', async () => {
    const { add, end, begun, timers } = aQueue()
    await add('a')
    await end('failed')
    await add('a')
    expect(begun).toHaveLength(1)
    await timers.pass(500)
    expect(begun).toHaveLength(2)
  })

  test('a key that is due later comes then, or at once when it is added', async () => {
    const { add, end, begun, timers } = aQueue()
    await add('a')
    await end({ againAfterMs: 60_000 })
    await timers.pass(59_999)
    expect(begun).toHaveLength(1)
    await timers.pass(1)
    await end({ againAfterMs: 60_000 })
    await add('a')
    expect([begun.length, timers.next()]).toEqual([3, undefined])
  })

  test('a bug is reported and counts as a failure', async () => {
    const { add, open, bugs, timers } = aQueue()
    await add('a')
    open.shift()?.break(new Error('oops'))
    await timers.settle()
    expect([bugs, timers.next()]).toEqual([['a: oops'], 500])
  })

  test('no more work is begun than the rate allows', async () => {
    const { add, begun, timers } = aQueue(10, 10)
    await add('a', 'b', 'c')
    expect(begun).toEqual(['a'])
    await timers.pass(100)
    expect(begun).toEqual(['a', 'b'])
  })

  test('it ends when what was begun is finished, and begins nothing more', async () => {
    const { add, end, begun, queue, closing, timers } = aQueue(1)
    let hasEnded = false
    void queue.ended.then(() => (hasEnded = true))
    await add('a', 'b')
    closing.abort()
    await timers.settle()
    expect(hasEnded).toBe(false)
    await end('failed')
    await add('c')
    expect([hasEnded, begun, queue.size(), timers.next()]).toEqual([true, ['a'], 0, undefined])
  })
})

type Step = Readonly<{ add: string } | { end: Outcome } | { pass: number }>

const steps = fc.array(
  fc.oneof(
    fc.record({ add: fc.constantFrom('a', 'b', 'c', 'd') }),
    fc.record({ end: fc.constantFrom<Outcome>('done', 'failed', { againAfterMs: 700 }) }),
    fc.record({ pass: fc.constantFrom(1, 500, 5_000) }),
  ),
  { maxLength: 40 },
)

/** Takes the steps, then lets all come to rest; `look` is called after each. Returns the turns of each key since its last add. */
async function take(given: readonly Step[], queue: ReturnType<typeof aQueue>, look: () => void) {
  const turnsAtAdd = new Map<string, number>()
  const turnsOf = (key: string) => queue.begun.filter((one) => one === key).length
  for (const step of given) {
    if ('add' in step) {
      turnsAtAdd.set(step.add, turnsOf(step.add))
      await queue.add(step.add)
    } else if ('end' in step) await queue.end(step.end)
    else await queue.timers.pass(step.pass)
    look()
  }
  for (let count = 0; count < 200; count += 1) {
    if (queue.open.length > 0) await queue.end()
    else await queue.timers.pass(queue.timers.next() ?? 0)
    look()
  }
  return [...turnsAtAdd].map(([key, turns]) => turnsOf(key) - turns)
}

test('whatever happens, no key is worked on twice at once, and each that was added gets a turn after that', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (given, workers) => {
      const queue = aQueue(workers)
      const turns = await take(given, queue, () => {
        const keys = queue.open.map(({ key }) => key)
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys.length).toBeLessThanOrEqual(workers)
      })
      for (const count of turns) expect(count).toBeGreaterThan(0)
    }),
  )
})
