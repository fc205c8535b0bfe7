import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Review } from '../review.ts'
import type { LookUp } from '../snapshot.ts'
import { validating } from '../webhook.ts'
import { changesHierarchy, changesResources, changesSpec } from './changes.ts'
import { createRules } from './create-rules.ts'
import { deleteRules } from './delete-rules.ts'
import { leavingQueue } from './leaving-queue.ts'
import { isRoot, parentOf } from './names.ts'
import { queueRegistration } from './registration.ts'
import { updateRules } from './update-rules.ts'

export const validateQueues = validating(
  {
    ...queueRegistration,
    path: '/queues/validate',
    name: 'validatequeue.volcano.sh',
    about:
      'Refuses queues whose resources or place in the tree of queues cannot be, and deletions that others would miss.',
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    wrongOperation: (operation) =>
      `invalid operation \`${operation}\`, expect operation to be \`CREATE\`, \`UPDATE\` or \`DELETE\``,
    lookUps,
  },
  { rules: { CREATE: createRules, UPDATE: updateRules, DELETE: deleteRules }, isLeftAlone },
)

/** A queue that is being deleted, or whose spec and hierarchy stay as they are, has nothing to be judged. */
function isLeftAlone(review: Review<Queue>): boolean {
  if (review.operation !== 'UPDATE') return false
  if (review.object.metadata?.deletionTimestamp !== undefined) return true
  return !changesSpec(review) && !changesHierarchy(review)
}

/** The parent may have been created a moment ago. A queue that goes comes with the review, as good as always. */
function lookUps(review: Review<Queue>): readonly LookUp[] {
  const name = wanted(review)
  return isRoot(name) ? [] : [{ from: 'queues', name }]
}

function wanted(review: Review<Queue>): string {
  if (review.operation !== 'DELETE') {
    const isWeighed = review.operation === 'CREATE' || (!isLeftAlone(review) && changesResources(review))
    return isWeighed ? parentOf(review.object) : ''
  }
  const { name, isGiven } = leavingQueue(review)
  return isGiven ? '' : name
}
