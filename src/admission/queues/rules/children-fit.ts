import { quantityIn } from '../../../kubernetes/resource-amounts.ts'
import { invalid, required } from '../../finding.ts'
import { nameOf } from '../names.ts'
import { findOverdraft, shares } from '../overdraft.ts'
import type { QueueRule } from '../rule.ts'

/**
 * The children of a queue are guaranteed, and deserve, no more than the queue itself. Mirrors queues/validate:
 * validateChildrenConstraints.
 */
export const childrenFit: QueueRule<'queues'> = {
  id: 'children-fit',
  nature: 'upstream',
  about: {
    why: 'Children share what their parent has. Together they cannot be promised more.',
    fix: 'Raise what the queue is guaranteed and deserves, or lower that of its children first.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const name = nameOf(object)
    if (name === 'root') return []
    const children = queues.childrenOf(name)
    if (children.length === 0) return []
    return shares.flatMap((share) => {
      const overdraft = findOverdraft(share, object, children)
      if (overdraft === undefined) return []
      const [own, { path }] = [share.field.of(object.spec), share.field]
      const [first = '', ...others] = overdraft.names
      const sentence = `queue ${name} validation failed: ${overdraft.sentence}`
      const [at, value] = others.length > 0 ? [path, own] : [`${path}[${first}]`, quantityIn(own, first)]
      return [value === undefined ? required(at, sentence) : invalid(at, value, sentence)]
    })
  },
}
