import { forbidden } from '../../finding.ts'
import { isBuiltIn, leavingQueue } from '../leaving-queue.ts'
import type { QueueRule } from '../rule.ts'

/** Volcano needs the queues `default` and `root`. Mirrors queues/validate: validateQueueDeleting. */
export const builtInQueuesStay: QueueRule = {
  id: 'built-in-queues-stay',
  nature: 'upstream',
  about: {
    why: 'Volcano needs the queues `root` and `default`.',
    fix: 'Close the queue `default` when no jobs should go there.',
  },

  reads: [],
  check(review) {
    const { name } = leavingQueue(review)
    if (!isBuiltIn(name)) return []
    return [forbidden('metadata.name', `\`${name}\` queue can not be deleted; Volcano needs it`)]
  },
}
