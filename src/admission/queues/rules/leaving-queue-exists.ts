import { notFound } from '../../finding.ts'
import { findLeaving, isBuiltIn, leavingQueue } from '../leaving-queue.ts'
import type { QueueRule } from '../rule.ts'

/**
 * A queue that goes was there. What the API server hands over as the old object is proof enough. Mirrors queues/validate:
 * validateQueueDeleting, which asks its cache alone.
 */
export const leavingQueueExists: QueueRule<'queues'> = {
  id: 'leaving-queue-exists',
  nature: 'upstream',
  about: {
    why: 'Volcano answers so when it is asked about a queue that is gone already.',
    fix: 'There is nothing to do.',
  },

  reads: ['queues'],
  check(review, { queues }) {
    const { name } = leavingQueue(review)
    if (isBuiltIn(name) || findLeaving(review, queues) !== undefined) return []
    const sentence = `queue.scheduling.volcano.sh "${name}" not found`
    return [notFound('metadata.name', name, `${sentence}; there is nothing to delete`)]
  },
}
