import { invalid } from '../../finding.ts'
import { nameOf, parentOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/**
 * Root stands above all queues. Volcano admits a parent of it, and looks past that but in one place: the parent counts as a
 * queue with children, which takes no jobs.
 */
export const rootHasNoParent: QueueRule = {
  id: 'root-has-no-parent',
  nature: 'impossible',
  about: {
    why: 'Root is above all queues. Volcano takes a parent of it, which has no effect but that this queue takes no jobs any more.',
    fix: 'Leave `spec.parent` out.',
  },

  reads: [],
  check({ object }) {
    const parent = parentOf(object)
    if (nameOf(object) !== 'root' || parent === '') return []
    const sentence = `root is above all queues: this parent has no effect but that ${parent} takes no jobs`
    return [invalid('spec.parent', parent, `${sentence}; leave spec.parent out`)]
  },
}
