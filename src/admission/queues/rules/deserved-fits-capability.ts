import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalQuantity } from '../../../kubernetes/quantity-text.ts'
import { quantityIn } from '../../../kubernetes/resource-amounts.ts'
import { invalid } from '../../finding.ts'
import { capability, deserved } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

/** A queue deserves no more than it may use. Mirrors queues/validate: validateResourceQuantityOfQueue. */
export const deservedFitsCapability: QueueRule = {
  id: 'deserved-fits-capability',
  nature: 'upstream',
  about: {
    why: 'A queue can never have more than its capability.',
    fix: 'Lower `deserved`, or raise `capability`.',
  },

  reads: [],
  check: ({ object: { spec } }) =>
    Object.entries(deserved.of(spec) ?? {}).flatMap(([name, amount]) => {
      const most = quantityIn(capability.of(spec), name)
      if (most === undefined || (parseQuantity(amount) ?? 0n) <= (parseQuantity(most) ?? 0n)) return []
      const value = canonicalQuantity(amount)
      const sentence = `deserved[${name}]=${value} must be <= capability[${name}]=${canonicalQuantity(most)}`
      return [
        invalid(`${deserved.path}[${name}]`, value, `${sentence}; lower it, or raise ${capability.path}[${name}]`),
      ]
    }),
}
