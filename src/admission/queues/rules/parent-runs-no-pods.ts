import { invalid } from '../../finding.ts'
import { allocatedPods } from '../allocated-pods.ts'
import { isRoot, nameOf, parentOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/** A queue that runs pods itself gets no first child, as jobs go to leaves only. Mirrors queues/validate: validateHierarchicalQueue. */
export const parentRunsNoPods: QueueRule<'queues'> = {
  id: 'parent-runs-no-pods',
  nature: 'upstream',
  about: {
    why: 'Jobs are in queues without children alone: a queue that runs pods itself becomes no parent.',
    fix: 'Wait until its pods are done, or name another parent.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const [name, parent] = [nameOf(object), parentOf(object)]
    const parentQueue = isRoot(parent) || parent === name ? undefined : queues.get(parent)
    if (parentQueue === undefined) return []
    const pods = allocatedPods(parentQueue)
    if (pods === 0n || queues.childrenOf(parent).length > 0) return []
    const sentence = `queue ${parent} cannot be the parent queue of queue ${name} because it has allocated Pods: ${pods}`
    return [invalid('spec.parent', parent, `${sentence}; wait until they are done, or name another parent`)]
  },
}
