import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { keptJob } from '../../src/cluster/kept-fields.ts'
import { project } from '../../src/cluster/project.ts'
import { resources } from '../../src/cluster/resources.ts'
import { knownPlugins } from '../../src/plugins/known.ts'
import { defaultPluginOptions } from '../../src/plugins/plugin-options.ts'
import { fromPluginsOf } from '../../src/plugins/registry.ts'

const container = { name: 'main', image: 'busybox', command: ['sleep', '1'] }

test('of a job stays what the plugins read', () => {
  const job = {
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    metadata: {
      name: 'train',
      namespace: 'team',
      uid: 'b1',
      resourceVersion: '7',
      deletionTimestamp: '2030-01-01T00:00:00Z',
      labels: { a: 'b' },
      managedFields: [{ manager: 'kubectl' }],
    },
    spec: {
      queue: 'research',
      minAvailable: 2,
      plugins: { svc: ['--publish-not-ready-addresses'], ssh: [] },
      tasks: [
        { name: 'worker', replicas: 2, template: { spec: { hostname: 'h', subdomain: 's', containers: [container] } } },
      ],
    },
    status: { state: { phase: 'Running' } },
  }
  const before = structuredClone(job)
  expect(project(keptJob, job)).toEqual({
    metadata: {
      name: 'train',
      namespace: 'team',
      uid: 'b1',
      resourceVersion: '7',
      deletionTimestamp: '2030-01-01T00:00:00Z',
    },
    spec: {
      queue: 'research',
      plugins: { svc: ['--publish-not-ready-addresses'], ssh: [] },
      tasks: [{ name: 'worker', replicas: 2, template: { spec: { hostname: 'h', subdomain: 's' } } }],
    },
  })
  expect(job).toEqual(before)
})

const annotations = { a: 'b', 'kubectl.kubernetes.io/last-applied-configuration': '{}' }
const metadata = { name: 'a', uid: 'u', labels: { a: 'b' }, annotations, managedFields: [{ manager: 'kubectl' }] }
const namespaced = { ...metadata, namespace: 'team' }

describe('of other objects stays no more than decisions read:', () => {
  it.each<readonly [string, keyof Snapshot, unknown, unknown]>([
    [
      'a queue',
      'queues',
      {
        metadata: {
          ...metadata,
          annotations: { ...annotations, 'volcano.sh/hierarchy': 'root/a', 'volcano.sh/hierarchy-weights': '1/2' },
        },
        spec: {
          parent: 'root',
          weight: 1,
          reclaimable: true,
          capability: { cpu: 4 },
          deserved: { cpu: '2' },
          guarantee: { resource: { cpu: '1' } },
          extendClusters: [{ name: 'far', weight: 1, capacity: { cpu: 1 } }],
        },
        status: { state: 'Open', running: 3, allocated: { pods: '2' }, reservation: { nodes: ['n'] } },
      },
      {
        metadata: {
          name: 'a',
          annotations: { 'volcano.sh/hierarchy': 'root/a', 'volcano.sh/hierarchy-weights': '1/2' },
        },
        spec: {
          parent: 'root',
          capability: { cpu: 4 },
          deserved: { cpu: '2' },
          guarantee: { resource: { cpu: '1' } },
          extendClusters: [{ name: 'far' }],
        },
        status: { state: 'Open', allocated: { pods: '2' } },
      },
    ],
    [
      'a pod group',
      'podGroups',
      { metadata: namespaced, spec: { queue: 'q', minMember: 3 }, status: { phase: 'Pending', conditions: [{}] } },
      { metadata: { name: 'a', namespace: 'team' }, spec: { queue: 'q' }, status: { phase: 'Pending' } },
    ],
    [
      'a job template',
      'jobTemplates',
      { metadata: namespaced, spec: { queue: 'q', tasks: [{ name: 'w', replicas: 2, template: { spec: {} } }] } },
      { metadata: { name: 'a', namespace: 'team' }, spec: { tasks: [{ name: 'w' }] } },
    ],
    [
      'a namespace',
      'namespaces',
      {
        metadata: {
          ...metadata,
          deletionTimestamp: '2030-01-01T00:00:00Z',
          annotations: { ...annotations, 'scheduling.volcano.sh/queue-name': 'q' },
        },
        spec: { finalizers: ['kubernetes'] },
      },
      {
        metadata: {
          name: 'a',
          deletionTimestamp: '2030-01-01T00:00:00Z',
          annotations: { 'scheduling.volcano.sh/queue-name': 'q' },
        },
      },
    ],
    [
      'a priority class',
      'priorityClasses',
      { metadata, value: 7, description: 'high' },
      { metadata: { name: 'a' }, value: 7 },
    ],
    ['a Secret', 'secrets', { metadata, type: 'Opaque', data: { key: 'c2VjcmV0' } }, { metadata: { name: 'a' } }],
  ])('%s', (_, name, object, kept) => {
    const before = structuredClone(object)
    expect(project(resources[name].kept, object)).toEqual(kept)
    expect(object).toEqual(before)
  })
})

describe('what is not as it should be is left out', () => {
  it.each<readonly [string, unknown, unknown]>([
    ['null', null, {}],
    ['a text', 'job', {}],
    ['a list', [1], {}],
    ['a spec of null', { spec: null }, {}],
    ['tasks that are a map', { spec: { tasks: { a: 1 } } }, { spec: {} }],
    ['a task of null', { spec: { tasks: [null] } }, { spec: { tasks: [{}] } }],
    [
      'replicas that are a text',
      { spec: { tasks: [{ name: 'a', replicas: '2' }] } },
      { spec: { tasks: [{ name: 'a' }] } },
    ],
    ['arguments that are a text', { spec: { plugins: { svc: '--a' } } }, { spec: { plugins: { svc: [] } } }],
    [
      'a plugin of a strange name',
      { spec: { plugins: { constructor: [] } } },
      { spec: { plugins: { constructor: [] } } },
    ],
  ])('%s', (_, object, kept) => {
    expect(project(keptJob, object)).toEqual(kept)
  })
})

test('whatever arrives, plugins can work with what stays', () => {
  const anything = fc.jsonValue({ maxDepth: 3 })
  const odd = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: anything })
  const plugins = odd(fc.dictionary(fc.constantFrom(...knownPlugins), odd(fc.array(odd(fc.string())))))
  const template = odd(fc.record({ spec: odd(fc.record({ hostname: odd(fc.string()), subdomain: odd(fc.string()) })) }))
  const task = odd(fc.record({ name: odd(fc.string()), replicas: odd(fc.nat(3)), template }))
  const job = odd(fc.record({ metadata: anything, spec: odd(fc.record({ plugins, tasks: odd(fc.array(task)) })) }))
  fc.assert(
    fc.property(job, (object) => {
      const kept = project(keptJob, object)
      const target = {
        job: kept,
        task: '',
        index: '',
        podName: '',
        pod: {},
        earlier: [],
        options: defaultPluginOptions,
      }
      fromPluginsOf(kept, (plugin, args) => [...plugin.wishes(target, args), ...plugin.companions(kept, args)])
    }),
  )
})
