import { forbidden, listed } from '../../finding.ts'
import { isBuiltIn, leavingQueue } from '../leaving-queue.ts'
import { nameOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/** A queue goes after its children. Mirrors queues/validate: validateQueueDeleting. */
export const leavingQueueHasNoChildren: QueueRule<'queues'> = {
  id: 'leaving-queue-has-no-children',
  nature: 'upstream',
  about: {
    why: 'Its children would hang in the air.',
    fix: 'Delete the children first, or give them another parent.',
  },

  reads: ['queues'],
  check(review, { queues }) {
    const { name } = leavingQueue(review)
    if (isBuiltIn(name)) return []
    const children = queues
      .childrenOf(name)
      .map(nameOf)
      .filter((child) => child !== name)
      .sort()
    if (children.length === 0) return []
    const count = `${children.length} child queues: ${listed(children)}`
    const advice = 'delete them first, or give them another parent'
    return [forbidden('metadata.name', `queue ${name} can not be deleted because it has ${count}; ${advice}`)]
  },
}
