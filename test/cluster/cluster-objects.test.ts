import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { LookUp, Snapshot } from '../../src/admission/snapshot.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { watchObjects } from '../../src/cluster/cluster-objects.ts'
import { LookUpFailed, type ObjectSource } from '../../src/cluster/object-source.ts'
import { resources } from '../../src/cluster/resources.ts'
import { type FakeApiServer, startFakeApiServer } from './fake-api-server.ts'
import { clientOf, type FakeCluster, startFakeCluster, stopFakeCluster } from './fake-cluster.ts'
import { body, cut, hang, status } from './faults.ts'
import type { HastyTimers } from './hasty-timers.ts'
import { createRecordedLog } from './recorded-log.ts'

const { jobs, queues } = resources
const lookUpTimeoutMs = 25_000
const { signal } = new AbortController()
const reads = ['jobs', 'queues'] as const

let server: FakeApiServer
let timers: HastyTimers
let client: ApiClient
let source: ObjectSource
let moment: FakeCluster['moment']

const job = (name: string) => ({
  metadata: { name, namespace: 'team' },
  spec: { plugins: { svc: [] }, tasks: [{ name: 'worker', replicas: 1 }], minAvailable: 1 },
})
const queue = (name: string, parent = 'root') => ({
  metadata: { name },
  spec: { parent },
  status: { state: 'Open' },
})

beforeEach(async () => {
  const { log, ...cluster } = await startFakeCluster()
  ;({ moment, timers, server, client } = cluster)
  server.put(jobs.path, job('cached'))
  server.put(queues.path, queue('cached'))
  server.put(queues.path, { metadata: { name: 'young' } })
  source = watchObjects(client, { reads, logger: log.logger, lookUpTimeoutMs, timers, random: () => 0 })
  await source.start()
})
afterEach(async () => {
  await source.close()
  await stopFakeCluster({ client, server })
})

/** Objects that the watches do not bring, as if they were slow. */
const putUnseen = async (path: string, object: Parameters<FakeApiServer['put']>[1]) => {
  await moment.until(() => server.openWatches() === 2)
  server.disturb(hang)
  server.put(path, object)
}

const jobLookUp = (name: string): LookUp => ({ from: 'jobs', namespace: 'team', name })
const queueLookUp = (name: string): LookUp => ({ from: 'queues', name })
const known = async (lookUps: readonly LookUp[]) => (await source.snapshotFor(lookUps, signal)) as Snapshot
const gets = () => server.requests.filter((request) => !request.includes('?'))

test('what is at hand is given at once, always as the same snapshot, and nobody is asked', () => {
  const snapshot = source.snapshotFor([jobLookUp('cached'), queueLookUp('cached')], signal)
  expect(snapshot).not.toBeInstanceOf(Promise)
  expect(source.snapshotFor([], signal)).toBe(snapshot)
  const { jobs, queues } = snapshot as Snapshot
  expect(jobs.get('team', 'cached')?.spec?.plugins).toEqual({ svc: [] })
  expect(queues.childrenOf('root').map(({ metadata }) => metadata?.name)).toEqual(['cached'])
  expect(gets()).toEqual([])
})

test('a queue without a state is asked for: its controller may just have opened it', async () => {
  await putUnseen(queues.path, queue('young'))
  const { queues: found } = await known([queueLookUp('young')])
  expect([found.get('young')?.status?.state, gets()]).toEqual(['Open', [`GET ${queues.path}/young`]])
})

test('what the watches have not brought is asked for, in one request each', async () => {
  await putUnseen(jobs.path, job('new'))
  server.put(queues.path, queue('new'))
  const { jobs: found, queues: foundQueues } = await known([
    jobLookUp('new'),
    queueLookUp('new'),
    jobLookUp('cached'),
    queueLookUp('cached'),
  ])
  expect(found.get('team', 'new')).toEqual({
    metadata: { name: 'new', namespace: 'team', resourceVersion: '5' },
    spec: { plugins: { svc: [] }, tasks: [{ name: 'worker', replicas: 1 }] },
  })
  expect(foundQueues.get('new')?.status).toEqual({ state: 'Open' })
  expect([found.get('team', 'cached'), foundQueues.get('cached')]).not.toContain(undefined)
  expect(gets().sort()).toEqual(
    [`GET ${queues.path}/new`, 'GET /apis/batch.volcano.sh/v1alpha1/namespaces/team/jobs/new'].sort(),
  )
})

test('a look-up leaves no timer behind', async () => {
  await known([queueLookUp('none')])
  expect(timers.bounds()).not.toContain(lookUpTimeoutMs)
})

test('an answer is for this review alone', async () => {
  await putUnseen(queues.path, queue('new'))
  await known([queueLookUp('new')])
  await known([queueLookUp('new')])
  expect(gets()).toHaveLength(2)
})

test('an object that does not exist is no failure, and is asked for again the next time', async () => {
  const { queues: found } = await known([queueLookUp('late')])
  expect(found.get('late')).toBeUndefined()
  await putUnseen(queues.path, queue('late'))
  const { queues: foundLater } = await known([queueLookUp('late')])
  expect(foundLater.get('late')).toBeDefined()
})

test('those who ask for the same object at the same time share a request', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => source.snapshotFor([queueLookUp('none')], signal)))
  expect(all).toHaveLength(20)
  expect(gets()).toEqual([`GET ${queues.path}/none`])
})

it.each(['..', '../../../api/v1/secrets', 'A', '', 'a/b', 'a?b', 'x'.repeat(254)])(
  'the name %j can be nothing that exists, so nobody is asked for it',
  async (name) => {
    const snapshot = await known([queueLookUp(name), jobLookUp(name)])
    expect([snapshot.queues.get(name), snapshot.jobs.get('team', name)]).toEqual([undefined, undefined])
    expect(gets()).toEqual([])
  },
)

const failureOf = async (lookUp: LookUp, within = signal): Promise<LookUpFailed> => {
  const error: unknown = await Promise.resolve(source.snapshotFor([lookUp], within)).catch((reason: unknown) => reason)
  if (error instanceof LookUpFailed) return error
  throw new Error(`expected a failure, but there was ${error}`)
}

describe('a look-up that fails says why', () => {
  it.each([
    ['403', status(403), 'HTTP 403: the fake says 403', false],
    ['503', status(503), 'HTTP 503: the fake says 503', false],
    ['504', status(504), 'HTTP 504: the fake says 504', true],
    ['no JSON', body('{'), 'the answer is not JSON', false],
  ])('%s', async (_, fault, why, isTimeout) => {
    server.fail('get', fault)
    const error = await failureOf(queueLookUp('new'))
    expect([error.message, error.isTimeout]).toEqual([`cannot look up the queue new: ${why}`, isTimeout])
  })

  test('a connection that breaks', async () => {
    server.fail('get', cut, cut)
    const { message } = await failureOf(jobLookUp('new'))
    expect(message).toMatch(/^cannot look up the job team\/new: .*ECONNRESET/)
  })

  test('no answer in time', async () => {
    server.fail('get', hang)
    const failing = failureOf(queueLookUp('new'))
    await timers.expire(lookUpTimeoutMs)
    const { message, isTimeout } = await failing
    expect([message, isTimeout]).toEqual(['cannot look up the queue new: no answer within 25000 ms', true])
  })
})

test('a review that ends takes back its question, but not that of another review', async () => {
  server.fail('get', hang)
  const first = new AbortController()
  const second = new AbortController()
  const failures = Promise.all([
    failureOf(queueLookUp('new'), first.signal),
    failureOf(queueLookUp('new'), second.signal),
  ])
  await moment.until(() => gets().length === 1)
  first.abort()
  await new Promise(setImmediate)
  const third = failureOf(queueLookUp('new'), second.signal)
  await new Promise(setImmediate)
  expect(gets()).toHaveLength(1)
  second.abort()
  const [{ message, isTimeout }] = await failures
  expect([message, isTimeout]).toEqual(['cannot look up the queue new: the review ended before the answer came', true])
  await third
  await known([queueLookUp('new')])
  expect(gets()).toHaveLength(2)
})

test('a connection that the API server closed while it was idle is no failure', async () => {
  await known([queueLookUp('none')])
  server.fail('get', cut)
  const { queues: found } = await known([queueLookUp('none')])
  expect(found.get('none')).toBeUndefined()
  expect(gets()).toHaveLength(3)
})

test('it is synced when all kinds are that are read, and tells of each', async () => {
  expect(source.isSynced()).toBe(true)
  expect(source.status()).toEqual([
    { resource: 'jobs.batch.volcano.sh', synced: true, objects: 1, lastEventAt: timers.now(), restarts: 0 },
    { resource: 'queues.scheduling.volcano.sh', synced: true, objects: 2, lastEventAt: timers.now(), restarts: 0 },
  ])
})

test('it is not synced while one kind is unknown to the API server', async () => {
  const other = await startFakeApiServer(moment.changed)
  other.serve(queues.path)
  const { logger } = createRecordedLog(moment.changed)
  const unsynced = watchObjects(clientOf(other, timers), { reads, logger, lookUpTimeoutMs, timers, random: () => 0 })
  const started = unsynced.start()
  await moment.until(() => {
    const [{ restarts } = { restarts: 0 }, { synced } = { synced: false }] = unsynced.status()
    return restarts > 3 && synced
  })
  expect(unsynced.isSynced()).toBe(false)
  other.serve(jobs.path)
  await started
  expect(unsynced.isSynced()).toBe(true)
  await unsynced.close()
  await other.stop()
})

test('start ends when the source is closed before it is synced', async () => {
  const { logger } = createRecordedLog()
  const unsynced = watchObjects(clientOf({ url: 'http://127.0.0.1:1' }, timers), {
    reads,
    logger,
    lookUpTimeoutMs,
    timers,
  })
  const started = unsynced.start()
  await unsynced.close()
  await expect(started).resolves.toBeUndefined()
})

test('nothing is asked of the API server about kinds that nobody reads', () => {
  const paths = server.requests.map((request) => request.replace(/^GET ([^?]*).*/, '$1'))
  expect(new Set(paths)).toEqual(new Set([jobs.path, queues.path]))
})

test('where nobody reads anything, it is synced at once', async () => {
  const { logger } = createRecordedLog()
  const idle = watchObjects(client, { reads: [], logger, lookUpTimeoutMs, timers })
  await idle.start()
  expect([idle.isSynced(), idle.status()]).toEqual([true, []])
  await idle.close()
})
