import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { drainOnSignals } from '../../src/server/drain.ts'
import { createLogger } from '../../src/server/logger.ts'

const forever = new Promise<never>(() => {})
const day = 24 * 60 * 60_000

type Course = Readonly<{
  delay?: number
  gracefulTime?: number
  /** The waits, in milliseconds, that come to an end. */
  passing?: readonly number[]
  closeWebhooks?: () => Promise<unknown>
  closeRest?: () => Promise<unknown>
}>

/** A server with a shutdown delay of 5 s and 30 s for what is under way, and all that happens to it in order. */
function startServer({
  delay = 5000,
  gracefulTime = 30_000,
  passing = [5000],
  closeWebhooks = async () => {},
  closeRest = async () => {},
}: Course) {
  const events: string[] = []
  const note = (event: string) => events.push(event)
  const exited = Promise.withResolvers<void>()
  const signals = new EventEmitter()
  const draining = new AbortController()
  draining.signal.addEventListener('abort', () => note('unready'))
  drainOnSignals({
    process: {
      on: (signal, listener) => signals.on(signal, () => listener(signal)),
      exit: (code) => {
        note(`exit ${code}`)
        exited.resolve()
      },
      stderr: { write: (text) => note(`stderr: ${text}`) },
    },
    sleep: (ms) => {
      note(`sleep ${ms}`)
      return passing.includes(ms) ? Promise.resolve() : forever
    },
    draining,
    shutdown: { delay, gracefulTime },
    closeWebhooks: () => {
      note('close the webhooks')
      return closeWebhooks()
    },
    closeRest: () => {
      note('close the rest')
      return closeRest()
    },
    log: createLogger({ level: 'silent' }),
  })
  return { events, signals, exited: exited.promise }
}

const begin = ['unready', 'sleep 5000', 'close the webhooks', 'sleep 30000']
const tooLate = 'stderr: close admission server failed: context deadline exceeded\n'

describe('after a signal the server', () => {
  it.each([
    {
      sentence: 'is unready at once, answers for a while, and ends when all is answered',
      course: {},
      want: [...begin, 'close the rest', 'sleep 1000', 'exit 0'],
    },
    {
      sentence: 'does not wait for reviews that take too long',
      course: { passing: [5000, 30_000], closeWebhooks: () => forever },
      want: [...begin, tooLate, 'close the rest', 'sleep 1000', 'exit 1'],
    },
    {
      sentence: 'tells why it could not close',
      course: { closeWebhooks: () => Promise.reject(new Error('no such server')) },
      want: [
        ...begin,
        'stderr: close admission server failed: no such server\n',
        'close the rest',
        'sleep 1000',
        'exit 1',
      ],
    },
    {
      sentence: 'does not wait long for the rest',
      course: { passing: [5000, 1000], closeRest: () => forever },
      want: [...begin, 'close the rest', 'sleep 1000', 'exit 0'],
    },
    {
      sentence: 'ends even when the rest cannot be closed',
      course: { closeRest: () => Promise.reject(new Error('the lease is gone')) },
      want: [...begin, 'close the rest', 'sleep 1000', 'exit 0'],
    },
    {
      sentence: 'waits no longer than timers can',
      course: { gracefulTime: 100 * day },
      want: [
        'unready',
        'sleep 5000',
        'close the webhooks',
        'sleep 2147483647',
        'close the rest',
        'sleep 1000',
        'exit 0',
      ],
    },
  ])('$sentence', async ({ course, want }) => {
    const { events, signals, exited } = startServer(course)
    signals.emit('SIGTERM')
    await exited
    expect(events).toEqual(want)
  })

  it('ends at once on a second one', () => {
    const { events, signals } = startServer({ passing: [] })
    signals.emit('SIGINT')
    signals.emit('SIGTERM')
    expect(events).toEqual(['unready', 'sleep 5000', 'exit 1'])
  })
})
