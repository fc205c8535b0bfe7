import { invalid } from '../../finding.ts'
import { firstLeaf } from '../first-leaf.ts'
import { annotationPath, hierarchyOf, pathKey } from '../hierarchy.ts'
import { nameOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/**
 * In the tree that the hierarchies of all queues make, this one stands below no other. Volcano refuses the two of them only
 * when the upper one comes last (queues/validate: validateHierarchicalAttributes).
 */
export const hierarchyIsBelowNoLeaf: QueueRule<'queues'> = {
  id: 'hierarchy-is-below-no-leaf',
  nature: 'impossible',
  about: {
    why: 'The same as `hierarchy-is-a-leaf`, the other way round. Volcano refuses the two queues in one order, and takes them in the other.',
    fix: 'Give the queue a path beside the one of the other queue.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const { path } = hierarchyOf(object)
    if (path === '') return []
    const above = firstLeaf(queues.all(), nameOf(object), (other) => path.startsWith(`${other}/`))
    if (above === undefined) return []
    const sentence = `queue ${above.name} has the path ${above.path}, which is no place for other queues`
    return [invalid(annotationPath(pathKey), path, `${sentence}: give this queue a path beside it`)]
  },
}
