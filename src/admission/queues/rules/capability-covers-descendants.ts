import { amountsOf, writeAmount } from '../../../kubernetes/resource-amounts.ts'
import { none } from '../../checks.ts'
import { invalid } from '../../finding.ts'
import { findHighestBelow } from '../highest-below.ts'
import { nameOf } from '../names.ts'
import { printCapability } from '../print-capability.ts'
import { capability } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

/**
 * No queue below may use more than this one: on each way down the first that has a limit counts. Mirrors queues/validate:
 * validateChildrenConstraints.
 */
export const capabilityCoversDescendants: QueueRule<'queues'> = {
  id: 'capability-covers-descendants',
  nature: 'upstream',
  about: {
    why: 'A queue can never use more than those above it.',
    fix: 'Raise its capability, or lower those below first.',
  },

  reads: ['queues'],
  check({ object }, { queues }) {
    const name = nameOf(object)
    if (name === 'root' || queues.childrenOf(name).length === 0) return none
    const amounts = [...amountsOf(capability.of(object.spec))].filter(([, amount]) => amount > 0n)
    if (amounts.length === 0) return none
    const highest = findHighestBelow(
      name,
      amounts.map(([resource]) => resource),
      queues,
    )
    return amounts.flatMap(([resource, amount]) => {
      const limit = highest.get(resource)
      if (limit === undefined || amount >= limit.amount) return []
      const own = `queue ${name} capability[${resource}]=${printCapability(resource, amount)}`
      const most = `its descendants' max capability=${printCapability(resource, limit.amount)}`
      const advice = `raise it, or lower ${capability.path}[${resource}] of queue ${limit.queue}`
      const at = `${capability.path}[${resource}]`
      return [invalid(at, writeAmount(resource, amount), `${own} is smaller than ${most}; ${advice}`)]
    })
  },
}
