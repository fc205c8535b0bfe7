import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import type { SnapshotSource } from '../../src/server/admit.ts'
import { buildServer, smallCluster } from './build-server.ts'
import { allowed, failureOf, reviewOf, uid } from './reviews.ts'

const toy = reviewOf({ size: 1, queue: 'default' })
const path = '/toys/validate?timeout=10s'

/** A source that answers when it is told to, and notes each look-up that it starts. */
function slowSource() {
  const started: PromiseWithResolvers<Partial<Snapshot>>[] = []
  const signals: AbortSignal[] = []
  let onStart = (): void => {}
  const source: SnapshotSource = {
    snapshotFor: (_lookUps, signal) => {
      if (signal.aborted) return Promise.reject(signal.reason)
      const pending = Promise.withResolvers<Partial<Snapshot>>()
      signal.addEventListener('abort', () => pending.reject(signal.reason))
      started.push(pending)
      signals.push(signal)
      onStart()
      return pending.promise
    },
  }
  const untilStarted = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onStart = () => {
        if (started.length >= count) resolve()
      }
      onStart()
    })
  return { source, started, signals, untilStarted }
}

describe('a review that has to wait for objects', () => {
  it('is answered when they are there', async () => {
    const { source, started, untilStarted } = slowSource()
    const { post, metric } = buildServer({ source })
    const response = post(path, toy)
    await untilStarted(1)
    expect(await metric('volcano_admission_reviews_in_flight')).toBe(1)
    started[0]?.resolve(smallCluster)
    expect((await response).json()).toEqual(allowed)
    expect(await metric('volcano_admission_reviews_in_flight')).toBe(0)
    expect(await metric('volcano_admission_look_up_misses_total{webhook="/toys/validate"}')).toBe(1)
    expect(await metric('volcano_admission_queue_wait_seconds_count{webhook="/toys/validate"}')).toBe(1)
    expect(await metric('volcano_admission_deadline_misses_total{webhook="/toys/validate"}')).toBe(0)
  })

  it.each([
    { sentence: 'the deadline of the API server', url: '/toys/validate?timeout=1ms', requestTimeout: 10_000 },
    { sentence: 'the deadline of the server', url: '/toys/validate?timeout=10s', requestTimeout: 1 },
  ])('gets no verdict after $sentence, and its look-up is given up', async ({ url, requestTimeout }) => {
    const { source, signals } = slowSource()
    const limits = { maxRequestBytes: 100_000, maxRequestsInFlight: 2, requestTimeout }
    const { post, metric, lines } = buildServer({ source, limits })
    const response = await post(url, toy)
    expect(response.statusCode).toBe(504)
    const { message } = response.json()
    expect(message).toMatch(
      /^the objects of the cluster that the decision needs did not arrive within \d+ ms; try again$/,
    )
    expect(response.json()).toEqual(failureOf(504, 'Timeout', message))
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(lines).toMatchObject([{ webhook: '/toys/validate', reason: 'deadline_exceeded', code: 504 }])
    expect(await metric('volcano_admission_failures_total{webhook="/toys/validate",reason="deadline_exceeded"}')).toBe(
      1,
    )
    expect(await metric('volcano_admission_deadline_misses_total{webhook="/toys/validate"}')).toBe(1)
  })

  it('gets no verdict after the deadline either when the source never listens', async () => {
    const { post } = buildServer({ source: { snapshotFor: () => new Promise(() => {}) } })
    expect((await post('/toys/validate?timeout=1ms', toy)).statusCode).toBe(504)
  })

  it.each([
    { sentence: 'cannot be done', isTimeout: false, code: 503, reason: 'ServiceUnavailable' },
    { sentence: 'takes too long', isTimeout: true, code: 504, reason: 'Timeout' },
  ])('gets no verdict when the look-up $sentence', async ({ isTimeout, code, reason }) => {
    const error = Object.assign(new Error('cannot look up the queue default'), { isTimeout })
    const { post, lines } = buildServer({ source: { snapshotFor: () => Promise.reject(error) } })
    const response = await post(path, toy)
    const message = 'the decision needs objects of the cluster that could not be read: cannot look up the queue default'
    expect({ code: response.statusCode, body: response.json() }).toEqual({
      code,
      body: failureOf(code, reason, message),
    })
    const wantLine = { reason: 'look_up_failed', code, uid, message: 'cannot look up the queue default' }
    expect(lines).toEqual([expect.objectContaining(wantLine)])
  })
})

describe('when as many reviews wait as may', () => {
  it('another one that has to wait is refused without a look-up, until there is room', async () => {
    const { source, started, untilStarted } = slowSource()
    const { post, metric } = buildServer({ source })
    const waiting = [post(path, toy), post(path, toy)]
    await untilStarted(2)
    const refused = await post(path, toy)
    expect({ code: refused.statusCode, retryAfter: refused.headers['retry-after'] }).toEqual({
      code: 503,
      retryAfter: '1',
    })
    expect(refused.json()).toEqual({
      ...failureOf(
        503,
        'ServiceUnavailable',
        'too many reviews wait for objects of the cluster at once (--max-requests-in-flight); try again',
      ),
      details: { retryAfterSeconds: 1 },
    })
    expect(started).toHaveLength(2)
    expect(await metric('volcano_admission_shed_total{webhook="/toys/validate",reason="waiting_room"}')).toBe(1)

    for (const { resolve } of started) resolve(smallCluster)
    expect((await Promise.all(waiting)).map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const next = post(path, toy)
    await untilStarted(3)
    started[2]?.resolve(smallCluster)
    expect((await next).statusCode).toBe(200)
  })

  it('another one whose objects are at hand is answered', async () => {
    const { source, started, untilStarted } = slowSource()
    const { post } = buildServer({
      source: {
        snapshotFor: (lookUps, signal) => (lookUps.length === 0 ? smallCluster : source.snapshotFor(lookUps, signal)),
      },
    })
    const waiting = [post(path, toy), post(path, toy)]
    await untilStarted(2)
    expect((await post(path, reviewOf({ size: 1 }))).json()).toEqual(allowed)
    for (const { resolve } of started) resolve(smallCluster)
    await Promise.all(waiting)
  })
})

it('reviews whose objects are at hand share one signal, which stays silent', async () => {
  const signals = new Set<AbortSignal>()
  const { post } = buildServer({
    source: {
      snapshotFor: (_lookUps, signal) => {
        signals.add(signal)
        return smallCluster
      },
    },
  })
  for (let i = 0; i < 3; i++) await post(path, toy)
  expect([...signals].map(({ aborted }) => aborted)).toEqual([false])
})
