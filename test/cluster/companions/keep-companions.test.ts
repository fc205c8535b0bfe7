import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type KeptCompanions, keepCompanions } from '../../../src/cluster/companions/keep-companions.ts'
import { resources } from '../../../src/cluster/resources.ts'
import { systemTimers } from '../../../src/cluster/timers.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import type { CompanionsMode } from '../../../src/plugins/companions/plan-companions.ts'
import { aJob, aTask } from '../../builders.ts'
import { type FakeApiServer, startFakeApiServer } from '../fake-api-server.ts'
import { clientOf } from '../fake-cluster.ts'
import type { Stored } from '../fake-collections.ts'
import { status } from '../faults.ts'
import { createMoment } from '../moment.ts'
import { createRecordedLog } from '../recorded-log.ts'

const jobs = resources.jobs.path
const configMaps = '/api/v1/configmaps'
const services = '/api/v1/services'
const secrets = '/api/v1/secrets'
const networkPolicies = '/apis/networking.k8s.io/v1/networkpolicies'
const events = '/api/v1/events'
const leases = '/apis/coordination.k8s.io/v1/leases'

let moment: ReturnType<typeof createMoment>
let server: FakeApiServer
let log: ReturnType<typeof createRecordedLog>
let closings: (() => Promise<void>)[] = []

beforeEach(async () => {
  moment = createMoment()
  log = createRecordedLog(moment.changed)
  server = await startFakeApiServer(moment.changed)
  for (const path of [jobs, configMaps, services, secrets, networkPolicies, events, leases]) server.serve(path)
})
afterEach(async () => {
  await Promise.all(closings.map((close) => close()))
  closings = []
  await server.stop()
})

function keep(mode: CompanionsMode = 'on', identity = 'a'): KeptCompanions {
  const client = clientOf(server, systemTimers)
  const kept = keepCompanions(client, {
    ...{ mode, identity, sshKeyType: 'ed25519', namespace: 'volcano-system', logger: log.logger, random: () => 0 },
  })
  closings.push(async () => {
    await kept.close()
    client.close()
  })
  return kept
}

const trainJob = (replicas = 1, more: Partial<Job> = {}): Stored => {
  const job = aJob({ tasks: [aTask('worker', { replicas })], plugins: { svc: [], ssh: [] } })
  return { ...job, ...more } as Stored
}
const at = (path: string, name: string) =>
  server.objects(path).find(({ metadata }) => metadata.name === name) as (Stored & { data?: object }) | undefined
const lines = (count: number) => moment.until(() => log.lines.length >= count)
const made = (...places: readonly string[]) =>
  moment.until(() => places.every((place) => log.lines.includes(`info: a companion is ${place}`)))
const isThere = (path: string, name: string) => moment.until(() => at(path, name) !== undefined)
const allThere = () =>
  moment.until(
    () =>
      Boolean(at(configMaps, 'train-svc') && at(services, 'train') && at(secrets, 'train-ssh')) &&
      at(networkPolicies, 'train') !== undefined,
  )
const writes = () =>
  server.requests.filter((request) => /^(POST|PATCH|PUT)/.test(request) && !/leases|quiet/.test(request))
/** Waits for the companion of one more job, in a namespace of its own: all that came before has had its turn by then. */
const calm = async () => {
  const later = aJob({ tasks: [aTask('head')], plugins: { ray: [] } }, 'later')
  server.put(jobs, { ...later, metadata: { name: 'later', namespace: 'quiet', uid: 'later' } } as Stored)
  await isThere(services, 'later-head-svc')
}

describe('companions', () => {
  test('a new job gets them, each by one request', async () => {
    const kept = keep()
    await moment.until(() => server.openWatches() === 5)
    server.put(jobs, trainJob())
    await allThere()
    await calm()
    expect(writes()).toEqual([
      'POST /api/v1/namespaces/lab/secrets?fieldManager=volcano-admission',
      'POST /api/v1/namespaces/lab/configmaps?fieldManager=volcano-admission',
      'POST /api/v1/namespaces/lab/services?fieldManager=volcano-admission',
      'POST /apis/networking.k8s.io/v1/namespaces/lab/networkpolicies?fieldManager=volcano-admission',
    ])
    expect(kept.counts()).toContainEqual({ action: 'create', kind: 'NetworkPolicy', count: 1 })
  })

  test('jobs that were there before get them, too', async () => {
    server.put(jobs, trainJob())
    keep()
    await allThere()
  })

  test('the Secret has a pair of keys, of which nothing is logged', async () => {
    server.put(jobs, trainJob())
    keep()
    await isThere(secrets, 'train-ssh')
    const { data = {} } = at(secrets, 'train-ssh') as unknown as { data: Record<string, string> }
    const read = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString()
    expect(read('id_rsa')).toContain('BEGIN OPENSSH PRIVATE KEY')
    expect(read('authorized_keys')).toMatch(/^ssh-ed25519 /)
    expect(read('id_rsa.pub')).toBe(read('authorized_keys'))
    expect(read('config')).toContain('Host train-worker-0')
    expect(log.lines.join('\n')).not.toContain('KEY')
  })

  test('keys that the job gives are taken as they are', async () => {
    const ssh = ['--ssh-private-key=mine', '--ssh-public-key=ours']
    server.put(jobs, aJob({ tasks: [aTask('worker')], plugins: { ssh } }) as Stored)
    keep()
    await isThere(secrets, 'train-ssh')
    const { data = {} } = at(secrets, 'train-ssh') as unknown as { data: Record<string, string> }
    const keys = [data.id_rsa, data['id_rsa.pub'], data.authorized_keys]
    expect(keys.map((key = '') => Buffer.from(key, 'base64').toString())).toEqual(['mine', 'ours', 'ours'])
  })

  it.each([
    [configMaps, 'train-svc'],
    [services, 'train'],
    [secrets, 'train-ssh'],
    [networkPolicies, 'train'],
  ])('of %s, %s that is deleted comes back', async (path, name) => {
    server.put(jobs, trainJob())
    keep()
    await allThere()
    await moment.until(() => server.openWatches() === 5)
    server.remove(path, at(path, name) as Stored)
    await isThere(path, name)
  })

  test('when the job grows, its lists grow, and its keys stay', async () => {
    server.put(jobs, trainJob(1))
    keep()
    await allThere()
    await calm()
    server.put(jobs, trainJob(2))
    await moment.until(() => JSON.stringify(at(configMaps, 'train-svc')).includes('"VC_WORKER_NUM":"2"'))
    const patches = writes().filter((request) => request.startsWith('PATCH'))
    expect(patches).toContain(
      'PATCH /api/v1/namespaces/lab/configmaps/train-svc?fieldManager=volcano-admission&force=true',
    )
    const secret = at(secrets, 'train-ssh') as Stored & { data: Record<string, string> }
    expect(Object.keys(secret.data)).toEqual(['config'])
  })

  test('one that is changed by hand is right again', async () => {
    server.put(jobs, trainJob())
    keep()
    await allThere()
    await moment.until(() => server.openWatches() === 5)
    const service = at(services, 'train') as Stored
    server.put(services, { ...service, spec: { clusterIP: 'None', selector: { other: 'pods' } } })
    await moment.until(() => JSON.stringify(at(services, 'train')).includes('volcano.sh/job-name'))
  })

  test('an object of somebody else survives untouched, and the job hears of it once', async () => {
    const foreign = { metadata: { name: 'train', namespace: 'lab', uid: 'theirs' }, spec: { clusterIP: '10.0.0.1' } }
    server.put(services, foreign)
    server.put(jobs, trainJob())
    const kept = keep()
    await moment.until(() => server.objects(events).length === 1)
    server.put(jobs, trainJob(2))
    await moment.until(() => JSON.stringify(at(configMaps, 'train-svc')).includes('"VC_WORKER_NUM":"2"'))
    await calm()
    const { resourceVersion: _, ...metadata } = at(services, 'train')?.metadata ?? { name: '' }
    expect({ ...at(services, 'train'), metadata }).toEqual(foreign)
    expect(writes().filter((request) => request.includes('/events'))).toHaveLength(1)
    expect(server.objects(events)[0]).toMatchObject({
      involvedObject: { kind: 'Job', name: 'train', namespace: 'lab', uid: 'job-uid' },
      reason: 'CompanionNotOwned',
      message: expect.stringContaining('the Service "train" is there already and does not belong to this job'),
    })
    expect(kept.counts()).toContainEqual(expect.objectContaining({ action: 'leave', kind: 'Service' }))
    expect(at(networkPolicies, 'train')).toBeDefined()
  })

  test('what an earlier job of the same name left is waited for', async () => {
    const owner = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name: 'train', uid: 'earlier' }
    const left = { metadata: { name: 'train', namespace: 'lab', uid: 'left', ownerReferences: [owner] } }
    server.put(services, left)
    server.put(jobs, trainJob())
    keep()
    await isThere(networkPolicies, 'train')
    await calm()
    server.remove(services, left)
    await moment.until(() => Boolean(at(services, 'train')?.spec))
    expect(server.objects(events)).toEqual([])
  })

  test('auto leaves a job of which another controller made a companion, and on takes it over', async () => {
    const owner = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name: 'train', uid: 'job-uid' }
    const theirs = { metadata: { name: 'train-ssh', namespace: 'lab', uid: 'theirs', ownerReferences: [owner] } }
    server.put(secrets, theirs)
    server.put(jobs, trainJob())
    const auto = keep('auto')
    await moment.until(() => server.requests.includes('GET /api/v1/namespaces/lab/secrets/train-ssh'))
    await calm()
    expect(writes()).toEqual(['POST /api/v1/namespaces/lab/secrets?fieldManager=volcano-admission'])
    await auto.close()
    keep('on', 'b')
    await isThere(services, 'train')
    expect(at(secrets, 'train-ssh')?.metadata).toMatchObject({ uid: 'theirs', labels: expect.anything() })
  })

  test('what is refused is tried again, and the job hears of it', async () => {
    server.failAt('/namespaces/lab/services', status(422))
    server.put(jobs, trainJob())
    keep()
    await moment.until(() => server.objects(events).length === 1)
    server.failAt('/namespaces/lab/services', undefined)
    await isThere(services, 'train')
    expect(server.objects(events)[0]).toMatchObject({ reason: 'CompanionRefused' })
  })

  test('what is said of a Secret that is refused is not logged', async () => {
    server.failAt('/namespaces/lab/secrets', status(422))
    server.put(jobs, trainJob())
    keep()
    await made('created')
    await lines(5)
    expect(log.lines).toContain('warn: failed to make a companion: HTTP 422')
  })

  test('a job that ends keeps what it has, and gets nothing new', async () => {
    server.put(jobs, trainJob(1, { status: { state: { phase: 'Completed' } } }))
    server.put(jobs, { ...trainJob(), metadata: { name: 'other', namespace: 'lab', uid: 'other' } })
    keep()
    await isThere(networkPolicies, 'other')
    expect([at(services, 'train'), at(configMaps, 'train-svc')]).toEqual([undefined, undefined])
  })

  test('of two replicas one writes', async () => {
    const [first, second] = [keep('on', 'a'), keep('on', 'b')]
    server.put(jobs, trainJob())
    await allThere()
    await calm()
    expect([first.isLeading(), second.isLeading()].filter((is) => is)).toHaveLength(1)
    expect(writes()).toHaveLength(4)
  })

  test('when the leader goes the other one looks after the jobs', async () => {
    const first = keep('on', 'a')
    await moment.until(() => first.isLeading())
    keep('on', 'b')
    await first.close()
    server.put(jobs, trainJob())
    await allThere()
  })
})
