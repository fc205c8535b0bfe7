import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { ObjectLookUp as LookUp, Snapshot } from '../../src/admission/snapshot.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { watchObjects } from '../../src/cluster/cluster-objects.ts'
import { describeLookUp, LookUpFailed, type ObjectSource } from '../../src/cluster/object-source.ts'
import { resourceNames, resources } from '../../src/cluster/resources.ts'
import type { FakeApiServer } from './fake-api-server.ts'
import { type FakeCluster, startFakeCluster, stopFakeCluster } from './fake-cluster.ts'
import { cut, endQuietly, hang, status } from './faults.ts'
import type { HastyTimers } from './hasty-timers.ts'

const lookUpTimeoutMs = 25_000
const adviceTimeoutMs = 21_000
const { signal } = new AbortController()

let moment: FakeCluster['moment']
let timers: HastyTimers
let server: FakeApiServer
let client: ApiClient
let source: ObjectSource
let log: FakeCluster['log']

/** An API server that serves every kind, and a source that reads them all. */
beforeEach(async () => {
  ;({ moment, timers, log, server, client } = await startFakeCluster())
  const bounds = { lookUpTimeoutMs, adviceTimeoutMs, timers, random: () => 0 }
  source = watchObjects(client, { reads: resourceNames, logger: log.logger, ...bounds })
})
afterEach(async () => {
  await source.close()
  await stopFakeCluster({ client, server })
})

const serveAllBut = (...missing: readonly (keyof Snapshot)[]) => {
  for (const name of resourceNames) if (!missing.includes(name)) server.serve(resources[name].path)
}
const isWatched = () => moment.until(() => server.openWatches() === resourceNames.length)
const gets = () => server.requests.filter((request) => !request.includes('?'))
const know = async (...lookUps: readonly LookUp[]): Promise<Partial<Snapshot>> =>
  await source.snapshotFor(lookUps, signal)

const lookUps = {
  jobs: { from: 'jobs', namespace: 'team', name: 'new' },
  podGroups: { from: 'podGroups', namespace: 'team', name: 'new' },
  jobTemplates: { from: 'jobTemplates', namespace: 'team', name: 'new' },
  queues: { from: 'queues', name: 'new' },
  namespaces: { from: 'namespaces', name: 'new' },
  priorityClasses: { from: 'priorityClasses', name: 'new' },
} as const satisfies { [Name in LookUp['from']]: LookUp }

const nameIn = (snapshot: Partial<Snapshot>, lookUp: LookUp): string | undefined => {
  const object =
    'namespace' in lookUp
      ? snapshot[lookUp.from]?.get(lookUp.namespace, lookUp.name)
      : snapshot[lookUp.from]?.get(lookUp.name)
  return object?.metadata?.name
}

describe('every kind is read, and looked up where the API server has it:', () => {
  it.each<readonly [string, LookUp, string]>([
    ['job team/new', lookUps.jobs, '/apis/batch.volcano.sh/v1alpha1/namespaces/team/jobs/new'],
    ['pod group team/new', lookUps.podGroups, '/apis/scheduling.volcano.sh/v1beta1/namespaces/team/podgroups/new'],
    ['job template team/new', lookUps.jobTemplates, '/apis/flow.volcano.sh/v1alpha1/namespaces/team/jobtemplates/new'],
    ['queue new', lookUps.queues, '/apis/scheduling.volcano.sh/v1beta1/queues/new'],
    ['namespace new', lookUps.namespaces, '/api/v1/namespaces/new'],
    ['priority class new', lookUps.priorityClasses, '/apis/scheduling.k8s.io/v1/priorityclasses/new'],
  ])('the %s', async (words, lookUp, path) => {
    serveAllBut()
    const { path: collection } = resources[lookUp.from]
    const namespace = 'namespace' in lookUp ? { namespace: lookUp.namespace } : {}
    server.put(collection, { metadata: { name: 'old', ...namespace } })
    await source.start()
    await isWatched()
    server.disturb(hang)
    server.put(collection, { metadata: { name: 'new', ...namespace } })
    const snapshot = await know(lookUp)
    expect(describeLookUp(lookUp)).toBe(words)
    expect([nameIn(snapshot, { ...lookUp, name: 'old' }), nameIn(snapshot, lookUp)]).toEqual(['old', 'new'])
    expect(gets()).toEqual([`GET ${path}`])
  })
})

describe('of what may have the name of a companion', () => {
  const namesakes = ['services', 'configMaps', 'secrets', 'networkPolicies'] as const
  const acceptedAt = (path: string) =>
    server.requests.flatMap((request, i) => (request.includes(` ${path}?`) ? [server.accepted[i]] : []))

  const begin = async () => {
    serveAllBut()
    await source.start()
    await isWatched()
  }

  it.each(namesakes)('the API server is asked for metadata alone: %s', async (name) => {
    await begin()
    expect(acceptedAt(resources[name].path)).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    ])
  })

  it('and of other kinds for all', async () => {
    await begin()
    expect(acceptedAt(resources.queues.path)).toEqual(['application/json', 'application/json'])
  })

  it('name and owners are kept, and nothing that annotations may repeat', async () => {
    const ownerReferences = [{ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name: 'a', uid: 'u' }]
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"key":"c2VjcmV0"}}' }
    const metadata = { name: 'a-ssh', namespace: 'team', ownerReferences, annotations }
    server.put(resources.secrets.path, { metadata, data: { key: 'c2VjcmV0' } })
    await begin()
    expect((await know()).secrets?.get('team', 'a-ssh')).toEqual({
      metadata: {
        ...{ name: 'a-ssh', namespace: 'team' },
        ownerReferences: [{ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name: 'a' }],
      },
    })
  })
})

describe('a kind whose CRD is not installed', () => {
  test('has no objects where only advice depends on it, until it is installed', async () => {
    serveAllBut('jobTemplates')
    await source.start()
    expect(source.isSynced()).toBe(true)
    const { name, path } = resources.jobTemplates
    expect(source.status().find(({ resource }) => resource === name)).toMatchObject({ synced: true, objects: 0 })
    expect(nameIn(await know(lookUps.jobTemplates), lookUps.jobTemplates)).toBeUndefined()
    server.put(path, { metadata: { name: 'new', namespace: 'team' } })
    await isWatched()
    expect(nameIn(await know(), lookUps.jobTemplates)).toBe('new')
    expect(log.lines.filter((line) => line.includes('jobtemplates'))).toEqual([
      'info: there are no jobtemplates.flow.volcano.sh: they are not installed',
    ])
  })

  test('loses its objects when it is removed', async () => {
    serveAllBut()
    server.put(resources.jobTemplates.path, { metadata: { name: 'new', namespace: 'team' } })
    await source.start()
    await isWatched()
    expect(nameIn(await know(), lookUps.jobTemplates)).toBe('new')
    server.failAt('/jobtemplates', status(404))
    server.disturb(endQuietly)
    await moment.until(() => server.requests.filter((request) => request.includes('jobtemplates?limit')).length > 2)
    expect(nameIn(await know(), lookUps.jobTemplates)).toBeUndefined()
  })

  it.each(['jobs', 'queues', 'namespaces'] as const)('keeps the server from being ready: %s', async (name) => {
    serveAllBut(name)
    const started = source.start()
    await moment.until(() => log.lines.filter((line) => line.includes('failed to list')).length > 3)
    expect(source.isSynced()).toBe(false)
    server.serve(resources[name].path)
    await started
    expect(source.isSynced()).toBe(true)
  })
})

describe('a kind on which only advice depends and which may not be read', () => {
  test('is left out, is not asked for, and keeps nobody from being ready', async () => {
    serveAllBut()
    server.failAt('/priorityclasses', status(403))
    await source.start()
    expect(source.isSynced()).toBe(true)
    const { priorityClasses, queues } = await know(lookUps.priorityClasses)
    expect([priorityClasses, queues === undefined, gets()]).toEqual([undefined, false, []])
  })

  test('is there as soon as it may be read', async () => {
    serveAllBut()
    server.failAt('/priorityclasses', status(403))
    server.put(resources.priorityClasses.path, { metadata: { name: 'new' }, value: 7 })
    await source.start()
    server.failAt('/priorityclasses', undefined)
    await isWatched()
    expect(nameIn(await know(), lookUps.priorityClasses)).toBe('new')
  })
})

describe('a look-up that fails', () => {
  beforeEach(async () => {
    serveAllBut()
    await source.start()
    await isWatched()
  })

  it.each(['podGroups', 'jobTemplates', 'priorityClasses'] as const)(
    'leaves out the kind where only advice depends on it: %s',
    async (name) => {
      server.fail('get', status(503))
      const snapshot = await know(lookUps[name])
      const known = resourceNames.filter((each) => snapshot[each] !== undefined)
      expect(known).toEqual(resourceNames.filter((each) => each !== name))
    },
  )

  it.each(['jobs', 'queues', 'namespaces'] as const)(
    'ends the review where a decision depends on it: %s',
    async (name) => {
      server.fail('get', status(503))
      await expect(know(lookUps[name])).rejects.toThrow(LookUpFailed)
    },
  )

  test('does not keep back other kinds', async () => {
    server.failAt('/podgroups/', cut)
    server.put(resources.queues.path, { metadata: { name: 'new' }, status: { state: 'Open' } })
    const snapshot = await know(lookUps.podGroups, lookUps.queues)
    expect([snapshot.podGroups, nameIn(snapshot, lookUps.queues)]).toEqual([undefined, 'new'])
  })

  test('is given up earlier where only advice depends on it', async () => {
    server.fail('get', hang)
    const knowing = know(lookUps.podGroups)
    await timers.isSet(adviceTimeoutMs)
    expect(timers.bounds()).not.toContain(lookUpTimeoutMs)
    await timers.expire(adviceTimeoutMs)
    expect((await knowing).podGroups).toBeUndefined()
  })

  test('of a review that finds no room to wait leaves advice out at once', async () => {
    const snapshot = source.snapshotFor([lookUps.podGroups, lookUps.priorityClasses], AbortSignal.abort())
    expect(snapshot).not.toBeInstanceOf(Promise)
    expect(await snapshot).toMatchObject({ podGroups: undefined, priorityClasses: undefined })
    const decisive = source.snapshotFor([lookUps.podGroups, lookUps.queues], AbortSignal.abort())
    await expect(decisive).rejects.toThrow('cannot look up the queue new: the review ended before the answer came')
    expect(gets()).toEqual([])
  })
})
