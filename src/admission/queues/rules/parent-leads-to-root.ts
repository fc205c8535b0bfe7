import { type Finding, invalid, notFound } from '../../finding.ts'
import { ancestryOf } from '../ancestry.ts'
import { nameOf, parentOf } from '../names.ts'
import type { QueueRule } from '../rule.ts'

const at = 'spec.parent'

/**
 * From parent to parent the way leads to the root: all of them exist, and none stands above itself. Mirrors queues/validate:
 * validateHierarchicalQueue, which sees no circle but the smallest, lets an update make one, and then never ends.
 */
export const parentLeadsToRoot: QueueRule<'queues'> = {
  id: 'parent-leads-to-root',
  nature: 'upstream',
  about: {
    why: 'A queue whose parents do not lead to the root stops the scheduler for all queues.',
    fix: 'Create the parent first, or name another one; no queue is above itself.',
    upstream: [4819],
  },

  reads: ['queues'],
  check({ object }, { queues }, { maxQueueDepth }): readonly Finding[] {
    const [name, parent] = [nameOf(object), parentOf(object)]
    const { missing, circle } = ancestryOf(object, queues)
    if (missing !== undefined) {
      const sentence = `failed to get parent queue ${missing} of queue ${name}: queue.scheduling.volcano.sh "${missing}" not found`
      return [notFound(at, missing, `${sentence}; create ${missing} first, or name another parent`)]
    }
    if (circle === undefined) return []
    if (!circle.includes(name)) {
      const sentence = `queue ${name} exceeds the maximum allowed depth of ${maxQueueDepth}`
      const advice = `the queues above it are parents of each other (${draw(circle)}): give one of them another parent`
      return [invalid(at, parent, `${sentence}; ${advice}`)]
    }
    return [invalid(at, parent, circle.length === 1 ? tellSelf(name) : tellCircle(name, circle))]
  },
}

const tellSelf = (name: string): string =>
  `queue ${name} cannot use itself as parent; name another queue, or leave spec.parent out`

const tellCircle = (name: string, circle: readonly string[]): string =>
  `queue ${name} would be above itself (${draw(circle)}); name a parent that is not below ${name}`

const mostShown = 12

/** `a -> b -> a`: the parent of a is b. */
function draw(circle: readonly string[]): string {
  const hidden = circle.length - mostShown
  const shown = hidden > 0 ? [...circle.slice(0, mostShown), `${hidden} more`] : circle
  return [...shown, circle[0]].join(' -> ')
}
