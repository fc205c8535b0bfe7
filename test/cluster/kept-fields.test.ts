import { expect, it } from 'vitest'
import { mutatePods } from '../../src/admission/pods/mutate.ts'
import { creationOf, type Review } from '../../src/admission/review.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { resourceNames, resources } from '../../src/cluster/resources.ts'
import { decodeReview } from '../../src/envelope/decode-review.ts'
import type { Shape } from '../../src/kubernetes/shape.ts'
import { aCluster, type ClusterObjects } from '../builders.ts'
import { recordedJobs } from '../recorded/recorded-pods.ts'
import { recordedCluster, recordedReviews, recordings } from '../recorded/recorded-reviews.ts'
import { noteReads } from './note-reads.ts'

/** A value with all that the shape has. */
function sampleOf(shape: Shape): unknown {
  if ('fields' in shape) return Object.fromEntries([...shape.fields].map(([name, field]) => [name, sampleOf(field)]))
  if ('item' in shape) return shape.kind === 'list' ? [sampleOf(shape.item)] : { a: sampleOf(shape.item) }
  if (shape.kind === 'bool') return true
  return ['int32', 'int64', 'quantity'].includes(shape.kind) ? 1 : 'a'
}

/** A cluster with these objects, and a sample under each other name; `note` hears what is read of them and not kept. */
function watchedCluster(objects: ClusterObjects, note: (path: string) => void): Partial<Snapshot> {
  const watch = (name: keyof Snapshot, object: unknown) =>
    noteReads(object, resources[name].kept, (path) => note(`${name}: ${path}`))
  const given = Object.entries(objects) as readonly (readonly [keyof Snapshot, readonly unknown[]])[]
  const cluster = aCluster(Object.fromEntries(given.map(([name, all]) => [name, all.map((each) => watch(name, each))])))
  const kinds = resourceNames.map((name) => {
    const get: (...key: readonly string[]) => unknown = cluster[name].get
    const sample = watch(name, sampleOf(resources[name].shape))
    return [name, { ...cluster[name], get: (...key: readonly string[]) => get(...key) ?? sample }]
  })
  return Object.fromEntries(kinds)
}

/** What the decision on a review reads of a cluster beyond what is kept of its objects. */
function readsBeyond(path: string, review: Review | undefined, objects: ClusterObjects): readonly string[] {
  const beyond = new Set<string>()
  const webhook = webhooks.find((candidate) => candidate.path === path)
  const cluster = watchedCluster(objects, (read) => beyond.add(read))
  if (review !== undefined) webhook?.open(review, defaultSettings).decide(cluster)
  return [...beyond]
}

it.each(recordings)('decisions read no more of a cluster than is kept: %s', (name) => {
  const { path, reviews } = recordedReviews(name)
  const beyond = reviews.flatMap(({ request, cluster }) => {
    const { review } = decodeReview({ request: { uid: 'any', ...request } })
    return readsBeyond(path, review, cluster === undefined ? {} : recordedCluster(cluster))
  })
  expect(new Set(beyond)).toEqual(new Set())
})

it.each(recordedJobs)('job plugins read no more of a job than is kept: $name', ({ job, pods }) => {
  const beyond = pods.flatMap(({ uninjected }) =>
    readsBeyond(mutatePods.path, creationOf(structuredClone(uninjected), mutatePods.resource), { jobs: [job] }),
  )
  expect(new Set(beyond)).toEqual(new Set())
})
