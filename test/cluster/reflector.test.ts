import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Fault } from './fake-api-server.ts'
import {
  body,
  cut,
  cutInTheMiddle,
  endQuietly,
  errorEvent,
  halfAnEvent,
  hang,
  line,
  speakNonsense,
  status,
} from './faults.ts'
import { prepareReflection, type ReflectionUnderTest } from './reflecting.ts'

let reflection: ReflectionUnderTest

beforeEach(async () => {
  reflection = await prepareReflection()
  for (const name of ['changed', 'removed', 'untouched']) reflection.put(name)
})
afterEach(() => reflection.close())

/** One object of each fate. */
const changeObjects = ({ put, remove }: ReflectionUnderTest) => {
  put('added')
  put('changed', 'Closed')
  remove('removed')
}

const badAnswers: readonly (readonly [string, Fault])[] = [
  ['is cut off', cut],
  ['is not HTTP', speakNonsense],
  ['is cut off in the middle', cutInTheMiddle],
  ['is not JSON', body('{"items": [')],
  ['is null', body('null')],
  ['is no list', body('{"kind": "Status"}')],
  ['is empty', body('')],
  ['is 400 Bad Request', status(400)],
  ['is 401 Unauthorized', status(401)],
  ['is 403 Forbidden', status(403)],
  ['is 404 Not Found', status(404)],
  ['is 410 Gone', status(410)],
  ['is 429 Too Many Requests', status(429, { 'retry-after': '1' })],
  ['is 500 Internal Server Error', status(500)],
  ['is 503 Service Unavailable', status(503, { 'retry-after': '5' })],
  ['is 504 Gateway Timeout', status(504)],
]

describe('the cache holds what the cluster holds', () => {
  it.each(badAnswers)('after the answer to the list %s', async (_, fault) => {
    reflection.server.fail('list', fault)
    reflection.start()
    await reflection.isWatching()
    await reflection.converges()
    expect(reflection.reflector.status()).toMatchObject({ synced: true, objects: 3, restarts: 1 })
  })

  it.each(badAnswers)('after the answer to the watch %s', async (_, fault) => {
    reflection.server.fail('watch', fault)
    reflection.start()
    await reflection.isWatching()
    changeObjects(reflection)
    await reflection.converges()
    expect([...reflection.content.keys()].sort()).toEqual(['added', 'changed', 'untouched'])
  })

  it.each<readonly [string, Fault, string]>([
    ['is cut off', cut, 'aborted (ECONNRESET)'],
    ['ends at once', endQuietly, 'the watch ended early'],
    ['ends in the middle of an event', halfAnEvent, 'the watch ended in the middle of an event'],
    ['has a line that is not JSON', line('{"type":'), 'a line of the watch is not JSON'],
    ['has a line of null', line('null'), 'the watch has an event of the unknown type undefined'],
    [
      'has an event of an unknown type',
      line('{"type":"RENAMED"}'),
      'the watch has an event of the unknown type "RENAMED"',
    ],
    [
      'has an event without an object',
      line('{"type":"ADDED"}'),
      'an event of the watch has no object with a resourceVersion',
    ],
    [
      'has an event without a resourceVersion',
      line('{"type":"ADDED","object":{"metadata":{"name":"a"}}}'),
      'an event of the watch has no object with a resourceVersion',
    ],
    ['reports 410 Gone', errorEvent(410), 'the watch reports: the fake reports 410'],
    ['reports 500', errorEvent(500), 'the watch reports: the fake reports 500'],
    ['reports no reason', line('{"type":"ERROR","object":null}'), 'the watch reports: no reason given'],
  ])('after a watch %s', async (_, fault, why) => {
    reflection.start()
    await reflection.isWatching()
    reflection.server.disturb(fault)
    changeObjects(reflection)
    await reflection.converges()
    expect(reflection.log.lines.slice(1)).toEqual([`warn: failed to watch queues.scheduling.volcano.sh: ${why}`])
  })

  test('after a watch that fell silent', async () => {
    reflection.start()
    await reflection.isWatching()
    reflection.server.disturb(hang)
    changeObjects(reflection)
    await reflection.timers.expire(150_000)
    await reflection.converges()
    expect(reflection.log.lines).toContain(
      'warn: failed to watch queues.scheduling.volcano.sh: no answer within 150000 ms',
    )
  })

  it.each<readonly [string, 'list' | 'watch', number]>([
    ['a list', 'list', 60_000],
    ['a watch', 'watch', 30_000],
  ])('after %s that was never answered', async (_, kind, bound) => {
    reflection.server.fail(kind, hang)
    reflection.start()
    await reflection.moment.until(() =>
      reflection.server.requests.some((request) => request.includes('watch') === (kind === 'watch')),
    )
    changeObjects(reflection)
    await reflection.timers.expire(bound)
    await reflection.converges()
    expect(reflection.reflector.status().restarts).toBe(1)
  })

  test('after the API server was away', async () => {
    reflection.start()
    await reflection.isWatching()
    await reflection.server.stop()
    changeObjects(reflection)
    await reflection.moment.until(() => reflection.reflector.status().restarts > 2)
    await reflection.server.restart()
    await reflection.converges()
    expect(reflection.log.lines.some((text) => text.includes('ECONNREFUSED'))).toBe(true)
  })

  test('when changes were forgotten while no watch was open', async () => {
    reflection.start()
    await reflection.isWatching()
    reflection.server.disturb(hang)
    changeObjects(reflection)
    reflection.server.compact()
    await reflection.timers.expire(150_000)
    await reflection.converges()
    expect([...reflection.content.keys()].sort()).toEqual(['added', 'changed', 'untouched'])
  })

  test('of 1200 objects, page by page', async () => {
    for (let i = 0; i < 1200; i++) reflection.put(`queue-${i}`)
    reflection.start()
    await reflection.converges()
    const lists = reflection.server.requests.filter((request) => request.includes('limit=500'))
    expect([lists.length, reflection.content.size]).toEqual([3, 1203])
  })

  test('when the list is forgotten in the middle of its pages', async () => {
    for (let i = 0; i < 1200; i++) reflection.put(`queue-${i}`)
    reflection.server.fail('list', undefined, status(410))
    reflection.start()
    await reflection.converges()
    const starts = reflection.server.requests.filter((request) => request.endsWith('?limit=500'))
    expect(starts).toHaveLength(2)
  })

  test('when a page is too large to hold', async () => {
    const padding = 'x'.repeat(20_000)
    for (let i = 0; i < 1000; i++) reflection.put(`queue-${i}`, padding)
    reflection.start()
    await reflection.converges()
    expect(reflection.server.requests.slice(0, 2)).toEqual([
      'GET /apis/scheduling.volcano.sh/v1beta1/queues?limit=500',
      'GET /apis/scheduling.volcano.sh/v1beta1/queues?limit=125',
    ])
  })
})

it.each<readonly [string, Fault, string]>([
  ['500 Internal Server Error', status(500), 'watch'],
  ['429 Too Many Requests', status(429), 'watch'],
  ['403 Forbidden', status(403), 'watch'],
  ['410 Gone', status(410), 'list'],
  ['400 Bad Request', status(400), 'list'],
])('after a watch is refused with %s comes a %3$s', async (_, fault, next) => {
  reflection.server.fail('watch', fault)
  reflection.start()
  await reflection.isWatching()
  expect(reflection.server.requests[2]).toContain(next === 'watch' ? 'watch=true' : 'limit=500')
})

test('a CRD that is not installed leaves the cache unsynced until it is', async () => {
  reflection.server.fail('list', status(404), status(404))
  reflection.start()
  await reflection.moment.until(() => reflection.reflector.status().restarts === 1)
  expect(reflection.reflector.status().synced).toBe(false)
  await reflection.reflector.filled
  expect(reflection.log.lines).toEqual([
    "warn: failed to list queues.scheduling.volcano.sh: the API server does not know them; install Volcano's CRDs",
    "warn: failed to list queues.scheduling.volcano.sh: the API server does not know them; install Volcano's CRDs",
    'info: the cache of queues.scheduling.volcano.sh is filled',
  ])
})

test('a watch goes on after the last bookmark', async () => {
  reflection.start()
  await reflection.isWatching()
  reflection.put('added')
  await reflection.converges()
  reflection.server.put('/apis/other/v1/things', { metadata: { name: 'unrelated' } })
  const { lastEventAt = 0 } = reflection.reflector.status()
  reflection.timers.pass(60_000)
  reflection.server.bookmark()
  reflection.server.disturb(endQuietly)
  await reflection.moment.until(() => reflection.server.requests.length === 3)
  expect(reflection.server.requests[2]).toContain('resourceVersion=6')
  expect(reflection.reflector.status().lastEventAt).toBe(lastEventAt + 60_000)
})

test('a watch asks for bookmarks and an end after five to ten minutes', async () => {
  reflection.start()
  await reflection.isWatching()
  expect(reflection.server.requests[1]).toBe(
    'GET /apis/scheduling.volcano.sh/v1beta1/queues?watch=true&allowWatchBookmarks=true&resourceVersion=4&timeoutSeconds=450',
  )
})

test('a watch in which something happens now and then is not silent', async () => {
  reflection.start()
  await reflection.isWatching()
  for (const name of ['a', 'b', 'c']) {
    reflection.put(name)
    await reflection.converges()
    reflection.timers.pass(100_000)
  }
  expect([reflection.server.openWatches(), reflection.reflector.status().restarts]).toEqual([1, 0])
})

test('nothing goes on after the signal is aborted', async () => {
  reflection.start()
  await reflection.isWatching()
  await reflection.close()
  const { length } = reflection.server.requests
  await reflection.server.restart()
  await reflection.moment.until(() => reflection.server.openWatches() === 0)
  expect(reflection.log.lines).toEqual(['info: the cache of queues.scheduling.volcano.sh is filled'])
  expect(reflection.server.requests).toHaveLength(length)
})

type Step = (reflection: ReflectionUnderTest) => void | Promise<void>

const names = fc.constantFrom('a', 'b', 'c', 'd')
const changes: fc.Arbitrary<Step> = fc.oneof(
  names.map(
    (name): Step =>
      ({ put }) =>
        put(name),
  ),
  names.map(
    (name): Step =>
      ({ remove }) =>
        remove(name),
  ),
)
const badAnswer = fc.constantFrom(...badAnswers.map(([, fault]) => fault))
const disturbance = fc.constantFrom(cut, endQuietly, halfAnEvent, hang, line('{'), errorEvent(410), errorEvent(500))
const disasters: fc.Arbitrary<Step> = fc.oneof(
  badAnswer.map(
    (fault): Step =>
      ({ server }) =>
        server.fail('list', fault),
  ),
  badAnswer.map(
    (fault): Step =>
      ({ server }) =>
        server.fail('watch', fault),
  ),
  disturbance.map(
    (fault): Step =>
      ({ server }) =>
        server.disturb(fault),
  ),
  fc.constant<Step>(({ server }) => server.compact()),
  fc.constant<Step>(async ({ server }) => {
    await server.stop()
    await server.restart()
  }),
)
const rests: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  () => new Promise((resolve) => setImmediate(resolve)),
  ({ isWatching }) => isWatching(),
)

test('whatever changes and whatever fails, the cache holds what the cluster holds in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(changes, disasters, rests), { maxLength: 30 }),
      fc.boolean(),
      async (steps, isAdvisory) => {
        const reflection = await prepareReflection({ isAdvisory })
        reflection.start()
        for (const step of steps) await step(reflection)
        await reflection.timers.expire(150_000)
        await reflection.converges()
        await reflection.close()
      },
    ),
    { numRuns: 200 },
  )
}, 30_000)
