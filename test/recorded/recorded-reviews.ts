import type { JsonPatch } from '../../src/kubernetes/json-patch.ts'
import type { ClusterObjects } from '../builders.ts'
import { readFixture } from './read-fixture.ts'

/** One question of a kube-apiserver, and what Volcano answered. */
export type RecordedReview = Readonly<{
  case: string
  about: string
  /** The objects that were there, as a file of test/fixtures/clusters; absent where no answer depends on them. */
  cluster?: string
  request: Readonly<{ object?: unknown; oldObject?: unknown; [field: string]: unknown }>
  upstream: RecordedAnswer
}>

/** `patch: null` is the JSON text `null` in the place of a patch. */
export type RecordedAnswer = Readonly<{ allowed: boolean; message?: string; patch?: JsonPatch | null }>

type Recording = Readonly<{
  path: string
  request: Readonly<Record<string, unknown>>
  reviews: readonly RecordedReview[]
}>

/** The files of test/fixtures/reviews; Volcano answered `-configured` with the resource groups of test/fixtures/admission-conf. */
export const recordings = [
  'jobs-mutate',
  'jobs-validate',
  'pods-mutate',
  'pods-mutate-configured',
  'pods-validate',
  'queues-mutate',
  'queues-validate',
  'podgroups-mutate',
  'podgroups-validate',
  'jobflows-validate',
  'hypernodes-validate',
  'cronjobs-validate',
] as const

/** The path of a webhook, and the reviews that Volcano answered there; what their requests have in common is filled in. */
export function recordedReviews(name: string): Readonly<{ path: string; reviews: readonly RecordedReview[] }> {
  const { path, request, reviews }: Recording = JSON.parse(readFixture(`reviews/${name}.json`))
  return { path, reviews: reviews.map((review) => ({ ...review, request: { ...request, ...review.request } })) }
}

export const recordedCluster = (name: string): ClusterObjects => JSON.parse(readFixture(`clusters/${name}.json`))
