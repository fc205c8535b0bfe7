import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { openObjectFiles } from '../../src/cluster/object-files.ts'
import type { ObjectSource } from '../../src/cluster/object-source.ts'
import { systemTimers, type Timers } from '../../src/cluster/timers.ts'
import { describeMistake } from '../../src/manifests/manifest.ts'
import { createMoment } from './moment.ts'

let folder: string
let source: ObjectSource | undefined
let mistakes: string[]
let reloads: number
let moment: ReturnType<typeof createMoment>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'))
  mistakes = []
  reloads = 0
  moment = createMoment()
})
afterEach(async () => {
  await source?.close()
  source = undefined
  await rm(folder, { recursive: true, force: true })
})

const anHour = 3600_000
const { signal } = new AbortController()

const queue = (name: string, more = '') =>
  `apiVersion: scheduling.volcano.sh/v1beta1\nkind: Queue\nmetadata: {name: ${name}}\n${more}\n`

const job = (metadata: string, spec = '{}') =>
  `apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: ${metadata}\nspec: ${spec}\n`

const write = (file: string, text: string) => writeFile(join(folder, file), text)

/** Only events of the file system make it read again, unless the timers are others. */
async function open(options: Partial<Parameters<typeof openObjectFiles>[1]> = {}, paths = [folder]): Promise<Snapshot> {
  source = openObjectFiles(paths, {
    onMistake: (mistake) => {
      mistakes.push(describeMistake(mistake).replaceAll(folder, ''))
      moment.changed()
    },
    onReload: () => {
      reloads += 1
      moment.changed()
    },
    pollMs: anHour,
    ...options,
  })
  await source.start()
  return known()
}

/** The cluster as the files are now. */
const known = () => source?.snapshotFor([], signal) as Snapshot
const stateOf = (name: string) => known().queues.get(name)?.status?.state

describe('the files stand in for a cluster', () => {
  test('whose queues root and default exist and are open', async () => {
    const cluster = await open()
    expect([stateOf('root'), stateOf('default')]).toEqual(['Open', 'Open'])
    expect(cluster.queues.childrenOf('root').map(({ metadata }) => metadata?.name)).toEqual(['default'])
  })

  test('unless the files say something else of them', async () => {
    await write(
      'queues.yaml',
      `${queue('default', 'status: {state: Closed}')}---\n${queue('root', 'spec: {weight: 2}')}`,
    )
    const cluster = await open()
    expect([stateOf('root'), stateOf('default')]).toEqual(['Open', 'Closed'])
    expect(cluster.queues.get('root')?.spec).toEqual({ weight: 2 })
    expect(cluster.queues.childrenOf('root')).toEqual([])
  })

  it.each([
    ['no status', '', 'Open'],
    ['an empty status', 'status: {}', 'Open'],
    ['an empty state', 'status: {state: ""}', ''],
    ['a state', 'status: {state: Closing}', 'Closing'],
  ])('a queue with %s', async (_, status, state) => {
    await write('queue.yaml', queue('research', status))
    expect((await open()).queues.get('research')?.status?.state).toBe(state)
  })

  test('jobs are in their namespace, or in default', async () => {
    await write('jobs.yaml', `${job('{name: a}')}---\n${job('{name: b, namespace: team}')}`)
    const { jobs } = await open()
    expect(jobs.get('default', 'a')?.metadata).toEqual({ name: 'a', namespace: 'default' })
    expect(jobs.get('team', 'b')?.metadata).toEqual({ name: 'b', namespace: 'team' })
    expect(jobs.get('default', 'b')).toBeUndefined()
  })

  test('and so are pod groups and job templates', async () => {
    const podGroup = 'apiVersion: scheduling.volcano.sh/v1beta1\nkind: PodGroup\nmetadata: {name: a}\n'
    const template = 'apiVersion: flow.volcano.sh/v1alpha1\nkind: JobTemplate\nmetadata: {name: a}\n'
    await write('all.yaml', `${podGroup}---\n${template}`)
    const { podGroups, jobTemplates } = await open()
    expect([podGroups.get('default', 'a')?.metadata, jobTemplates.get('default', 'a')?.metadata]).toEqual([
      { name: 'a', namespace: 'default' },
      { name: 'a', namespace: 'default' },
    ])
  })

  test('nothing is known of priority classes while there are none; then also of those of Kubernetes', async () => {
    const { priorityClasses } = await open()
    expect(priorityClasses).toBeUndefined()
    await write(
      'class.yaml',
      'apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 7\n',
    )
    await moment.until(() => known().priorityClasses?.get('high')?.value === 7)
    expect(known().priorityClasses.get('system-node-critical')?.value).toBe(2_000_001_000)
    await rm(join(folder, 'class.yaml'))
    await moment.until(() => known().priorityClasses === undefined)
  })

  test('jobs are completed as asked', async () => {
    await write('job.yaml', job('{name: a}', '{queue: research}'))
    const { jobs } = await open({ complete: (given) => ({ ...given, spec: { ...given.spec, maxRetry: 3 } }) })
    expect(jobs.get('default', 'a')?.spec).toEqual({ queue: 'research', maxRetry: 3 })
  })

  test('other kinds are passed over', async () => {
    await write(
      'pod.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\n${job('{name: a}').replace('batch.volcano.sh/v1alpha1', 'batch/v1')}`,
    )
    await open()
    expect(source?.status().map(({ resource, objects }) => [resource, objects])).toEqual([
      ['jobs.batch.volcano.sh', 0],
      ['podgroups.scheduling.volcano.sh', 0],
      ['jobtemplates.flow.volcano.sh', 0],
      ['queues.scheduling.volcano.sh', 2],
      ['namespaces', 0],
      ['priorityclasses.scheduling.k8s.io', 0],
      ['services', 0],
      ['configmaps', 0],
      ['secrets', 0],
      ['networkpolicies.networking.k8s.io', 0],
    ])
    expect(mistakes).toEqual([])
  })
})

describe('a change of the files is taken up', () => {
  test('of a file in a folder', async () => {
    await write('queue.yaml', queue('research'))
    await open()
    await write('queue.yaml', queue('research', 'status: {state: Closed}'))
    await moment.until(() => stateOf('research') === 'Closed')
    expect(mistakes).toEqual([])
  })

  test('of a file that was named itself, also when another takes its place', async () => {
    await write('queue.yaml', queue('research'))
    await open({}, [join(folder, 'queue.yaml')])
    await write('next', queue('research', 'status: {state: Closed}'))
    await rename(join(folder, 'next'), join(folder, 'queue.yaml'))
    await moment.until(() => stateOf('research') === 'Closed')
    await write('next', queue('research', 'status: {state: Closing}'))
    await rename(join(folder, 'next'), join(folder, 'queue.yaml'))
    await moment.until(() => stateOf('research') === 'Closing')
    expect(mistakes).toEqual([])
  })

  test('of a file in a folder below', async () => {
    await mkdir(join(folder, 'team'))
    await write('team/queue.yaml', queue('research'))
    await open()
    await write('team/queue.yaml', queue('research', 'status: {state: Closed}'))
    await moment.until(() => stateOf('research') === 'Closed')
    expect(mistakes).toEqual([])
  })

  test('a file that comes in a new folder, and one that goes', async () => {
    await write('old.yaml', queue('old'))
    await open()
    await mkdir(join(folder, 'team'))
    await write('team/new.yaml', queue('new'))
    await rm(join(folder, 'old.yaml'))
    await moment.until(() => stateOf('new') === 'Open' && stateOf('old') === undefined)
    expect(reloads).toBeGreaterThan(0)
  })

  test('by reading again after a while, when no event tells of it', async () => {
    const { timers, poll } = createPollingTimers()
    await open({ timers })
    await write('queue.yaml', queue('research'))
    poll()
    await moment.until(() => reloads === 1)
    expect(stateOf('research')).toBe('Open')
    expect(source?.status()).toContainEqual({
      resource: 'queues.scheduling.volcano.sh',
      synced: true,
      objects: 3,
      lastEventAt: 1,
      restarts: 0,
    })
  })
})

/** Time passes when told to, and then only for the longest pause: events of the file system bring nothing about. */
function createPollingTimers(): Readonly<{ timers: Timers; poll: () => void }> {
  let now = 0
  let due = () => {}
  const after = (milliseconds: number, run: () => void) => {
    if (milliseconds === anHour) due = run
    return () => undefined
  }
  const poll = () => {
    now += 1
    due()
  }
  return { timers: { now: () => now, after }, poll }
}

test('a broken file is told of with its line, and its last good content stays', async () => {
  await write('queue.yaml', queue('research'))
  await write('other.yaml', queue('other'))
  await open()
  await write('queue.yaml', `${queue('research', 'status: {state: Closed}')}spec: [`)
  await moment.until(() => mistakes.length > 0)
  expect(mistakes[0]).toMatch(/^\/queue\.yaml:5: /)
  await write('other.yaml', queue('other', 'status: {state: Closed}'))
  await moment.until(() => stateOf('other') === 'Closed')
  expect(stateOf('research')).toBe('Open')
  await write('queue.yaml', queue('research', 'status: {state: Closing}'))
  await moment.until(() => stateOf('research') === 'Closing')
  expect(mistakes).toHaveLength(1)
})

test('before the files are read nothing is synced', async () => {
  source = openObjectFiles([folder], { onMistake: () => undefined })
  expect(source.isSynced()).toBe(false)
  await source.start()
  expect(source.isSynced()).toBe(true)
})

test('nothing is read after the source is closed', async () => {
  await open({ timers: systemTimers, pollMs: 1 })
  await source?.close()
  await write('queue.yaml', queue('research'))
  const second = openObjectFiles([folder], { onMistake: () => undefined, pollMs: 1 })
  await second.start()
  await second.close()
  expect(known().queues.get('research')).toBeUndefined()
})
