import { beforeEach, expect, it, test } from 'vitest'
import { createJobEvents } from '../../../src/cluster/companions/job-events.ts'
import { createReconciler } from '../../../src/cluster/companions/reconcile.ts'
import { aJob, aTask } from '../../builders.ts'
import { createRecordedLog } from '../recorded-log.ts'
import { createInstantServer, refuse } from './instant-server.ts'
import { createManualTimers } from './manual-timers.ts'

const services = '/api/v1/services'
const job = aJob({ tasks: [aTask('head')], plugins: { ray: [] } })
const huge = aJob({ tasks: [aTask('worker', { replicas: 2 ** 31 - 1 })], plugins: { svc: [], ssh: [] } })
const ended = { ...huge, status: { state: { phase: 'Completed' } } }
const key = 'lab/train'

let server: ReturnType<typeof createInstantServer>
let timers: ReturnType<typeof createManualTimers>
let requests: string[]
let reconcile: ReturnType<typeof createReconciler>

/** The watches show nothing: whatever is there must be asked for. */
beforeEach(() => {
  server = createInstantServer()
  timers = createManualTimers()
  requests = []
  for (const path of [services, '/api/v1/events']) server.serve(path)
  const { logger } = createRecordedLog()
  const send: typeof server.client.send = (request) => {
    requests.push(`${request.method ?? 'GET'} ${request.path.replace('/api/v1/namespaces/lab/', '')}`)
    return server.client.send({ ...request, path: request.path.replace(/\?.*/, '') })
  }
  const line = { client: { ...server.client, send }, timers, signal: new AbortController().signal }
  reconcile = createReconciler({
    ...{ line, mode: 'on', logger, events: createJobEvents(line, logger) },
    findJob: (asked) => ({ [key]: job, 'lab/huge': huge, 'lab/ended': ended })[asked],
    findCached: () => undefined,
    generateKeys: () => Promise.reject(new Error('no keys are needed')),
    count: () => undefined,
  })
})

const put = (owner: object, more: object = {}) =>
  server.put(services, {
    metadata: { name: 'train-head-svc', namespace: 'lab', uid: 'there', ownerReferences: [owner], ...more },
  })
const create = 'POST services?fieldManager=volcano-admission'
const look = 'GET services/train-head-svc'

test('a job that is gone needs nothing', async () => {
  expect([await reconcile('lab/other'), requests]).toEqual(['done', []])
})

test('a job of more hosts than can be listed gets an Event and nothing else', async () => {
  expect([await reconcile('lab/huge'), requests]).toEqual(['done', ['POST events']])
  expect(server.objects('/api/v1/events')[0]).toMatchObject({ reason: 'CompanionsTooLarge' })
})

test('not even that when it has ended', async () => {
  expect([await reconcile('lab/ended'), requests]).toEqual(['done', []])
})

test('what is absent is created without a look', async () => {
  expect([await reconcile(key), requests]).toEqual(['done', [create]])
})

it.each<[string, object, object]>([
  ['what an earlier job left', { kind: 'Job', name: 'train', uid: 'earlier' }, {}],
  [
    'what is being deleted',
    { kind: 'Job', name: 'train', uid: 'job-uid' },
    { deletionTimestamp: '2030-01-01T00:00:00Z' },
  ],
])('%s is looked at again after a second, each time', async (_, owner, more) => {
  put(owner, more)
  for (let turn = 0; turn < 2; turn += 1) expect(await reconcile(key)).toEqual({ againAfterMs: 1_000 })
  expect(requests).toEqual([create, look, create, look])
})

test('what is foreign is looked at again after a minute, and not before', async () => {
  put({ kind: 'Job', name: 'other', uid: 'other' })
  expect(await reconcile(key)).toEqual({ againAfterMs: 60_000 })
  await timers.pass(59_999)
  await reconcile(key)
  expect(requests).toEqual([create, look, 'POST events'])
  await timers.pass(1)
  server.remove(services, { metadata: { name: 'train-head-svc', namespace: 'lab' } })
  expect([await reconcile(key), requests.slice(3)]).toEqual(['done', [create]])
})

test('one of the job that is not watched is put right, by its uid', async () => {
  put({ kind: 'Job', name: 'train', uid: 'job-uid' })
  const apply = 'PATCH services/train-head-svc?fieldManager=volcano-admission&force=true'
  expect([await reconcile(key), requests]).toEqual(['done', [create, look, apply]])
  expect(server.objects(services)[0]?.metadata).toMatchObject({ uid: 'there', labels: expect.anything() })
})

test('what fails is a failure', async () => {
  server.failWith(refuse(500))
  expect(await reconcile(key)).toBe('failed')
})

test('an object that always comes and goes is given up for a while', async () => {
  server.failWith(({ method }) => refuse(method === 'POST' ? 409 : 404)({} as never))
  expect([await reconcile(key), requests.length]).toEqual(['failed', 20])
})
