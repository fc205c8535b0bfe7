import { expect, test } from 'vitest'
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

test('objects are found as they were given, with nothing made up', () => {
  const { jobs, queues } = snapshotOf([job, queue])
  expect(jobs.get('team', 'a')).toEqual(job)
  expect(queues.get('q')).toEqual(queue)
  expect(queues.childrenOf('p')).toEqual([queue])
  expect([queues.get('default'), queues.get('root')]).toEqual([undefined, undefined])
})

test('a job without a namespace is in none', () => {
  const { jobs } = snapshotOf([{ ...job, metadata: { name: 'a' } }])
  expect([jobs.get('default', 'a'), jobs.get('', 'a')?.metadata]).toEqual([undefined, { name: 'a' }])
})

test('of two objects of one name the later counts', () => {
  const closed = { ...queue, status: { state: 'Closed' } }
  expect(snapshotOf([queue, closed]).queues.get('q')).toEqual(closed)
})

test('all else is passed over', () => {
  const others = [null, 'text', 7, [], {}, { ...job, apiVersion: 'batch/v1' }, { ...queue, kind: 'PodGroup' }]
  const { jobs, queues } = snapshotOf(others)
  expect([jobs.get('team', 'a'), queues.get('q')]).toEqual([undefined, undefined])
})
