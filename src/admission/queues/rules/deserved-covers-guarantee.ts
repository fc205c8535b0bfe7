import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalQuantity } from '../../../kubernetes/quantity-text.ts'
import { quantityIn } from '../../../kubernetes/resource-amounts.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { deserved, guarantee } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

/** What a queue is guaranteed it deserves, too. Mirrors queues/validate: validateResourceQuantityOfQueue. */
export const deservedCoversGuarantee: QueueRule = {
  id: 'deserved-covers-guarantee',
  nature: 'upstream',
  about: {
    why: 'What a queue is guaranteed is part of what it deserves.',
    fix: 'Raise `deserved`, or lower `guarantee`.',
  },

  reads: [],
  check: ({ object: { spec } }) =>
    Object.entries(guarantee.of(spec) ?? {}).flatMap(([name, amount]) =>
      checkAmount(name, amount, quantityIn(deserved.of(spec), name)),
    ),
}

function checkAmount(
  name: string,
  guaranteed: string | number,
  given: string | number | undefined,
): readonly Finding[] {
  if (given !== undefined && (parseQuantity(given) ?? 0n) >= (parseQuantity(guaranteed) ?? 0n)) return []
  const at = `${deserved.path}[${name}]`
  const least = `must be >= guarantee[${name}]=${canonicalQuantity(guaranteed)}`
  if (given === undefined) return [required(at, `deserved[${name}] ${least}; set it, as what is left out is 0`)]
  const value = canonicalQuantity(given)
  return [invalid(at, value, `deserved[${name}]=${value} ${least}; raise it, or lower ${guarantee.path}[${name}]`)]
}
