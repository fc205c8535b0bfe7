import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { AnyRule } from '../rule.ts'
import { builtInQueuesStay } from './rules/built-in-queues-stay.ts'
import { leavingQueueExists } from './rules/leaving-queue-exists.ts'
import { leavingQueueHasNoChildren } from './rules/leaving-queue-has-no-children.ts'
import { leavingQueueRunsNoPods } from './rules/leaving-queue-runs-no-pods.ts'

/** What a queue that is deleted must meet. The order is the order of the answers. */
export const deleteRules: readonly AnyRule<Queue>[] = [
  builtInQueuesStay,
  leavingQueueExists,
  leavingQueueRunsNoPods,
  leavingQueueHasNoChildren,
]
