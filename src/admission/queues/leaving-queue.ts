import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Review } from '../review.ts'
import type { Snapshot } from '../snapshot.ts'
import { nameOf } from './names.ts'

/** Which queue a deletion is about. Where a whole collection goes, the review has no name, but the old object has one. */
export function leavingQueue(review: Review<Queue>): Readonly<{ name: string; isGiven: boolean }> {
  const given = nameOf(review.oldObject ?? {})
  return { name: review.name || given, isGiven: given !== '' }
}

/** The queue as the API server tells it, or else as the cluster knows it. */
export const findLeaving = (review: Review<Queue>, queues: Pick<Snapshot['queues'], 'get'>): Queue | undefined => {
  const { name, isGiven } = leavingQueue(review)
  return isGiven ? review.oldObject : queues.get(name)
}

export const isBuiltIn = (name: string): boolean => name === 'default' || name === 'root'
