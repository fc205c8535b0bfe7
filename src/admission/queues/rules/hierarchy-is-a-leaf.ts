import { invalid } from '../../finding.ts'
import { firstLeaf } from '../first-leaf.ts'
import { annotationPath, hierarchyOf, pathKey } from '../hierarchy.ts'
import { nameOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/**
 * In the tree that the hierarchies of all queues make, queues are leaves: this one stands above no other. Mirrors
 * queues/validate: validateHierarchicalAttributes.
 */
export const hierarchyIsALeaf: QueueRule<'queues'> = {
  id: 'hierarchy-is-a-leaf',
  nature: 'upstream',
  about: {
    why: 'In the tree of the paths, jobs are in the leaves: a queue with others below it cannot be scheduled.',
    fix: 'Give the queue a path that no other path begins with.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const { path, weights } = hierarchyOf(object)
    if (path === '' && weights === '') return []
    const below = firstLeaf(queues.all(), nameOf(object), (other) => other.startsWith(`${path}/`))
    if (below === undefined) return []
    const sentence = `${path} is not allowed to be in the sub path of ${below.path} of queue ${below.name}`
    return [invalid(annotationPath(pathKey), path, `${sentence}; give this queue a path that no other begins with`)]
  },
}
