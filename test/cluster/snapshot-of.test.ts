import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { snapshotOf } from '../../src/cluster/snapshot-of.ts'

const job = {
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name: 'a', namespace: 'team' },
  spec: {},
}
const queue = {
  apiVersion: 'scheduling.volcano.sh/v1beta1',
  kind: 'Queue',
  metadata: { name: 'q' },
  spec: { parent: 'p' },
}

const known = (objects: readonly unknown[]) => snapshotOf(objects) as Snapshot

test('objects are found as they were given, with nothing made up', () => {
  const { jobs, queues } = known([job, queue])
  expect(jobs.get('team', 'a')).toEqual(job)
  expect(queues.get('q')).toEqual(queue)
  expect(queues.childrenOf('p')).toEqual([queue])
  expect([queues.get('default'), queues.get('root')]).toEqual([undefined, undefined])
})

test('a job without a namespace is in none', () => {
  const { jobs } = known([{ ...job, metadata: { name: 'a' } }])
  expect([jobs.get('default', 'a'), jobs.get('', 'a')?.metadata]).toEqual([undefined, { name: 'a' }])
})

test('of two objects of one name the later counts', () => {
  const closed = { ...queue, status: { state: 'Closed' } }
  expect(known([queue, closed]).queues.get('q')).toEqual(closed)
})

test('all else is passed over', () => {
  const others = [null, 'text', 7, [], {}, { ...job, apiVersion: 'batch/v1' }, { ...queue, kind: 'PodGroup' }]
  const { jobs, queues } = known(others)
  expect([jobs.get('team', 'a'), queues.get('q')]).toEqual([undefined, undefined])
})

const podGroup = {
  apiVersion: 'scheduling.volcano.sh/v1beta1',
  kind: 'PodGroup',
  metadata: { name: 'a', namespace: 'x' },
}
const template = {
  apiVersion: 'flow.volcano.sh/v1alpha1',
  kind: 'JobTemplate',
  metadata: { name: 'a', namespace: 'x' },
}
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', annotations: { a: 'b' } } }
const priorityClass = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'high' },
  value: 7,
}

test('objects of every kind are found', () => {
  const { podGroups, jobTemplates, namespaces, priorityClasses } = known([podGroup, template, namespace, priorityClass])
  expect([
    podGroups.get('x', 'a'),
    jobTemplates.get('x', 'a'),
    namespaces.get('x'),
    priorityClasses.get('high'),
  ]).toEqual([podGroup, template, namespace, priorityClass])
})

test.each([
  ['no object', [], ['jobs', 'namespaces', 'queues']],
  ['a priority class', [priorityClass], ['jobs', 'namespaces', 'priorityClasses', 'queues']],
  [
    'a Service, with which Secrets and the like are known, too',
    [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'x' } }],
    ['configMaps', 'jobs', 'namespaces', 'networkPolicies', 'queues', 'secrets', 'services'],
  ],
])('nothing is known of kinds that only advice depends on and of which there is none: %s', (_, objects, want) => {
  expect(Object.keys(snapshotOf(objects)).sort()).toEqual(want)
})
