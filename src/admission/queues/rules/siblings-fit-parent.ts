import { quantityIn } from '../../../kubernetes/resource-amounts.ts'
import { invalid } from '../../finding.ts'
import { isRoot, nameOf, parentOf } from '../names.ts'
import { findOverdraft, shares } from '../overdraft.ts'
import type { QueueRule } from '../rule.ts'

/**
 * A queue and its siblings are guaranteed, and deserve, no more than their parent; what the parent does not name it does not
 * have. Mirrors queues/validate: validateSiblingsSum.
 */
export const siblingsFitParent: QueueRule<'queues'> = {
  id: 'siblings-fit-parent',
  nature: 'upstream',
  about: {
    why: 'Children share what their parent has. Together they cannot be promised more.',
    fix: 'Lower what the children are guaranteed or deserve, or raise that of the parent.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const [name, parent] = [nameOf(object), parentOf(object)]
    const parentQueue = name === 'root' || isRoot(parent) || parent === name ? undefined : queues.get(parent)
    if (parentQueue === undefined) return []
    const stored = queues.childrenOf(parent)
    return shares.flatMap((share) => {
      const overdraft = findOverdraft(share, parentQueue, stored, object)
      if (overdraft === undefined) return []
      const own = share.field.of(object.spec)
      const [first = '', ...others] = overdraft.names.filter((resource) => quantityIn(own, resource) !== undefined)
      const sentence = `parent queue ${parent} validation failed: ${overdraft.sentence}`
      if (first === '') return [invalid('spec.parent', parent, sentence)]
      const { path } = share.field
      return [
        others.length === 0
          ? invalid(`${path}[${first}]`, quantityIn(own, first), sentence)
          : invalid(path, own, sentence),
      ]
    })
  },
}
