import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Review } from '../review.ts'
import type { Snapshot } from '../snapshot.ts'
import type { QueueRule } from './rule.ts'

/** The same rule, asked only where the condition holds. */
export const when = <Reads extends keyof Snapshot>(
  condition: (review: Review<Queue>) => boolean,
  rule: QueueRule<Reads>,
): QueueRule<Reads> => ({
  ...rule,
  check: (review, cluster, settings) => (condition(review) ? rule.check(review, cluster, settings) : []),
})
