import { add, type JsonPatch } from '../../../kubernetes/json-patch.ts'
import type { QueueDefault } from '../default.ts'

const [reclaimable, weight] = [true, 1]

/**
 * Other queues may take back what a queue borrows, and its weight is 1; an explicit weight of 0 counts as not given. A queue
 * without a spec gets one. Mirrors queues/mutate: createQueuePatch.
 */
export const specDefaults: QueueDefault = ({ spec }): JsonPatch => {
  if (spec === undefined) return [add('/spec', { reclaimable, weight })]
  return [
    ...(spec.reclaimable === undefined ? [add('/spec/reclaimable', reclaimable)] : []),
    ...(spec.weight ? [] : [add('/spec/weight', weight)]),
  ]
}
