import { amountsOf, amountsOfStored, writeAmount } from '../../../kubernetes/resource-amounts.ts'
import type { Queue } from '../../../kubernetes/shapes/queue.ts'
import { invalid } from '../../finding.ts'
import { ancestryOf } from '../ancestry.ts'
import { nameOf } from '../names.ts'
import { printCapability } from '../print-capability.ts'
import { capability } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

/**
 * A queue may use no more than the nearest queue above that has a limit. Mirrors queues/validate:
 * validateChildAgainstAncestor.
 */
export const capabilityFitsAncestors: QueueRule<'queues'> = {
  id: 'capability-fits-ancestors',
  nature: 'upstream',
  about: {
    why: 'A queue can never use more than those above it.',
    fix: 'Lower its capability, or raise that of the queue above.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const amounts = amountsOf(capability.of(object.spec))
    if (amounts.size === 0 || nameOf(object) === 'root') return []
    const { above } = ancestryOf(object, queues)
    return [...amounts].flatMap(([name, amount]) => {
      const ancestor = above.find((queue) => limitOf(queue, name) > 0n)
      if (ancestor === undefined || amount <= limitOf(ancestor, name)) return []
      const limit = limitOf(ancestor, name)
      const own = `queue ${nameOf(object)} capability[${name}]=${printCapability(name, amount)}`
      const sentence = `${own} exceeds its ancestor's capability=${printCapability(name, limit)}`
      const advice = `lower it, or raise ${capability.path}[${name}] of queue ${nameOf(ancestor)}`
      return [invalid(`${capability.path}[${name}]`, writeAmount(name, amount), `${sentence}; ${advice}`)]
    })
  },
}

const limitOf = ({ spec }: Queue, name: string): bigint => amountsOfStored(capability.of(spec)).get(name) ?? 0n
