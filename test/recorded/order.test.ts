import { describe, expect, it, test } from 'vitest'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import { withSortedItems } from './comparable-pod.ts'
import { injectedPod, ourPod, patchOf } from './our-pod.ts'
import { recordedOrders } from './recorded-pods.ts'

const rank = 'hccl/rankIndex'

/** What we make of Volcano's pod, and what we make of the job alone. */
const pods = recordedOrders.flatMap(({ job, pods }) =>
  pods.map(({ name, injected }) => ({
    name,
    places: patchOf(injected, job).map(({ path }) => path.replace(/\/-$/, '')),
    completed: withSortedItems(injectedPod(injected, job)),
    ours: withSortedItems(injectedPod(ourPod(injected, job), job)),
  })),
)

const rankOf = ({ metadata }: Pod) => metadata?.annotations?.[rank]

const withRankOf = (other: Pod, pod: Pod): Pod => ({
  ...pod,
  metadata: { ...pod.metadata, annotations: { ...pod.metadata?.annotations, [rank]: rankOf(other) ?? '' } },
})

describe('whatever order the plugins took in Volcano, its pod ends as one that is made here', () => {
  it.each(pods)('$name', ({ completed, ours }) => expect(completed).toEqual(withRankOf(completed, ours)))
})

describe('of what Volcano gave, nothing is said twice or otherwise', () => {
  it.each(pods)('$name: only wait-for-master gets what it missed', ({ places }) => {
    for (const place of places) expect(place).toMatch(/^\/spec\/initContainers\/0\/(env|volumeMounts|ports)$/)
  })

  it('some pods miss nothing, some do', () => {
    const complete = pods.filter(({ places }) => places.length === 0)
    expect([complete.length, pods.length]).toEqual([18, 32])
  })
})

test('a rank that Volcano has given stays, though pytorch gives another RANK where there are two masters', () => {
  const others = pods.filter(({ completed, ours }) => rankOf(completed) !== rankOf(ours))
  expect(others.map(({ name, completed, ours }) => [name, rankOf(completed), rankOf(ours)])).toEqual([
    ['hpt-0-worker-1', '3', '2'],
    ['hpt-2-master-1', '1', '0'],
    ['hpt-2-worker-0', '2', '1'],
  ])
})
