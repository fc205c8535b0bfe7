import { add, pointer } from '../../../kubernetes/json-patch.ts'
import type { QueueDefault } from '../default.ts'
import { hierarchyOf, pathKey, weightsKey } from '../hierarchy.ts'

/**
 * A hierarchy begins at the root, whose weight is 1; one that begins with the letters `root` does already. Mirrors
 * queues/mutate: createQueuePatch.
 */
export const hierarchyRoot: QueueDefault = (queue) => {
  const { path, weights } = hierarchyOf(queue)
  if (path === '' || weights === '' || path.startsWith('root')) return []
  return [
    add(pointer('metadata', 'annotations', pathKey), `root/${path}`),
    add(pointer('metadata', 'annotations', weightsKey), `1/${weights}`),
  ]
}
