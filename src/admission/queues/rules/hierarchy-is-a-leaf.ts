import type { Queue } from '../../../kubernetes/shapes/queue.ts'
import { asWarning, type Finding, invalid } from '../../finding.ts'
import { annotationPath, hierarchyOf, pathKey } from '../hierarchy.ts'
import { nameOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

const at = annotationPath(pathKey)

/**
 * In the tree that the hierarchies of all queues make, queues are leaves: none stands above another. Mirrors queues/validate:
 * validateHierarchicalAttributes, which does not see when the queue at hand is the lower one: that is advice here.
 */
export const hierarchyIsALeaf: QueueRule<'queues'> = {
  id: 'hierarchy-is-a-leaf',
  reads: ['queues'],
  check({ object }, { queues }): readonly Finding[] {
    const { path, weights } = hierarchyOf(object)
    if (path === '' && weights === '') return []
    const { below, above } = findNeighbours(nameOf(object), path, queues.all())
    return [
      ...(below === undefined ? [] : [invalid(at, path, tellBelow(path, below))]),
      ...(above === undefined ? [] : [asWarning(invalid(at, path, tellAbove(above)))]),
    ]
  },
}

type Leaf = Readonly<{ name: string; path: string }>

const tellBelow = (path: string, { name, path: lower }: Leaf): string =>
  `${path} is not allowed to be in the sub path of ${lower} of queue ${name}; give this queue a path that no other begins with`

const tellAbove = ({ name, path }: Leaf): string =>
  `queue ${name} has the path ${path}, which is no place for other queues: give this queue a path beside it`

/** Of several queues the first in the alphabet, so that the answer is always the same. */
function findNeighbours(own: string, path: string, all: Iterable<Queue>): Readonly<{ below?: Leaf; above?: Leaf }> {
  const found: { below?: Leaf; above?: Leaf } = {}
  for (const queue of all) {
    const leaf = { name: nameOf(queue), path: hierarchyOf(queue).path }
    if (leaf.path === '' || leaf.name === own) continue
    if (leaf.path.startsWith(`${path}/`)) found.below = firstOf(found.below, leaf)
    else if (path.startsWith(`${leaf.path}/`)) found.above = firstOf(found.above, leaf)
  }
  return found
}

const firstOf = (known: Leaf | undefined, leaf: Leaf): Leaf =>
  known === undefined || leaf.name < known.name ? leaf : known
