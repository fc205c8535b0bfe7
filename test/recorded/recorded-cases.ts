import { recordedExchanges } from './recorded-exchanges.ts'
import { recordedJobs } from './recorded-pods.ts'
import { recordedReviews, recordings } from './recorded-reviews.ts'

/** The name of every recorded case, as docs/differences.md spells it. */
export const recordedCases: readonly string[] = [
  ...recordings.flatMap((name) => recordedReviews(name).reviews.map((review) => `${name}/${review.case}`)),
  ...recordedJobs.flatMap(({ name, pods }) => pods.map((pod) => `pods/${name}/${pod.name}`)),
  ...recordedExchanges.map((exchange) => `protocol/${exchange.case}`),
]
