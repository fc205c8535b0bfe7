import { forbidden } from '../../finding.ts'
import { isBuiltIn, leavingQueue } from '../leaving-queue.ts'
import type { QueueRule } from '../rule.ts'

/** Volcano needs the queues `default` and `root`. Mirrors queues/validate: validateQueueDeleting. */
export const builtInQueuesStay: QueueRule = {
  id: 'built-in-queues-stay',
  nature: 'upstream',
  reads: [],
  check(review) {
    const { name } = leavingQueue(review)
    if (!isBuiltIn(name)) return []
    return [forbidden('metadata.name', `\`${name}\` queue can not be deleted; Volcano needs it`)]
  },
}
