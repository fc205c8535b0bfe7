import { forbidden } from '../../finding.ts'
import { allocatedPods } from '../allocated-pods.ts'
import { findLeaving, isBuiltIn, leavingQueue } from '../leaving-queue.ts'
import type { QueueRule } from '../rule.ts'

/** With --enable-queue-allocated-pods-check a queue goes when its pods are gone. Mirrors queues/validate: validateQueueDeleting. */
export const leavingQueueRunsNoPods: QueueRule<'queues'> = {
  id: 'leaving-queue-runs-no-pods',
  nature: 'upstream',
  about: {
    why: 'With `--enable-queue-allocated-pods-check`, no queue goes while its pods run.',
    fix: 'Close the queue, and wait until its pods are done.',
  },

  reads: ['queues'],
  check(review, { queues }, { queueAllocatedPodsCheck }) {
    const { name } = leavingQueue(review)
    const queue = queueAllocatedPodsCheck && !isBuiltIn(name) ? findLeaving(review, queues) : undefined
    const pods = queue === undefined ? 0n : allocatedPods(queue)
    if (pods === 0n) return []
    const sentence = `queue ${name} cannot be deleted because it has allocated Pods: ${pods}`
    return [forbidden('status.allocated[pods]', `${sentence}; close the queue and wait until they are done`)]
  },
}
