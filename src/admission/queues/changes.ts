import { differences } from '../../kubernetes/differences.ts'
import { resourceListShape } from '../../kubernetes/shapes/metadata.ts'
import { type Queue, queueSpecShape } from '../../kubernetes/shapes/queue.ts'
import type { Review } from '../review.ts'
import { hierarchyOf } from './hierarchy.ts'
import { parentOf } from './names.ts'
import { type ResourceField, resourceFields } from './resource-fields.ts'

/** What an update does to a queue. */
type Change = (review: Review<Queue>) => boolean

export const isMoved: Change = ({ object, oldObject = {} }) => parentOf(object) !== parentOf(oldObject)

/** Whether an amount of the field is another one than before. */
export const isChanged = ({ of, path }: ResourceField, { object, oldObject = {} }: Review<Queue>): boolean =>
  differences(resourceListShape, of(oldObject.spec), of(object.spec), path).length > 0

/** Whether the resources of the queue have to be weighed against those of other queues, or of others than before. */
export const changesResources: Change = (review) => isMoved(review) || changesAmounts(review)

export const changesResourcesInPlace: Change = (review) => !isMoved(review) && changesAmounts(review)

const changesAmounts: Change = (review) => resourceFields.some((field) => isChanged(field, review))

export const changesHierarchy: Change = ({ object, oldObject = {} }) => {
  const [before, after] = [hierarchyOf(oldObject), hierarchyOf(object)]
  return before.path !== after.path || before.weights !== after.weights
}

export const changesSpec: Change = ({ object, oldObject = {} }) =>
  differences(queueSpecShape, oldObject.spec, object.spec, 'spec').length > 0
