import { invalid, listed } from '../../finding.ts'
import { ancestryOf } from '../ancestry.ts'
import { nameOf, parentOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

/** No more queues stand above each other than --max-queue-depth says. Mirrors queues/validate: validateQueueDepth. */
export const depthIsBounded: QueueRule<'queues'> = {
  id: 'depth-is-bounded',
  nature: 'upstream',
  about: {
    why: 'Each level costs the scheduler time, so `--max-queue-depth` bounds them.',
    fix: 'Name a parent nearer to the root, or raise the bound.',
  },

  reads: ['queues'],
  check({ object }, { queues }, { maxQueueDepth }) {
    const { above, missing, circle } = ancestryOf(object, queues)
    if (circle !== undefined) return []
    const names = [...above.map(nameOf), ...(missing === undefined ? [] : [missing])]
    if (names.length === 0 || names.length < maxQueueDepth) return []
    const sentence = `queue ${nameOf(object)} exceeds the maximum allowed depth of ${maxQueueDepth}`
    const advice = `name a parent nearer to the root, or raise --max-queue-depth`
    return [invalid('spec.parent', parentOf(object), `${sentence}; above it stand already ${listed(names)}: ${advice}`)]
  },
}
