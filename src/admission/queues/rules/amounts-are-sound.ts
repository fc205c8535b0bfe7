import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalQuantity, roundToMilli } from '../../../kubernetes/quantity-text.ts'
import { isIntegerResource } from '../../../kubernetes/resource-names.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { type ResourceField, resourceFields } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

const one = 10n ** 9n

/**
 * No amount of a resource is negative, and what comes in whole units has no fractions; those below a thousandth are rounded
 * up before. Mirrors queues/validate: validateResourceQuantityOfQueue.
 */
export const amountsAreSound: QueueRule = {
  id: 'amounts-are-sound',
  nature: 'upstream',
  about: {
    why: 'Less than nothing, or half of a device, can be given to nobody.',
    fix: 'Give amounts of at least 0, and whole ones for what is counted.',
  },

  reads: [],
  check({ object: { spec } }) {
    let found: readonly Finding[] = none
    for (const field of resourceFields) {
      const list = field.of(spec) ?? {}
      for (const name of Object.keys(list)) found = joined(found, checkAmount(field, name, list[name] ?? 0))
    }
    return found
  },
}

function checkAmount({ path, absence }: ResourceField, name: string, text: string | number): readonly Finding[] {
  const amount = parseQuantity(text) ?? 0n
  const isWhole = !isIntegerResource(name) || roundToMilli(amount) % one === 0n
  if (amount >= 0n && isWhole) return none
  const at = `${path}[${name}]`
  const value = canonicalQuantity(text)
  const positive = `must be greater than or equal to 0; leave ${name} out for ${absence}`
  const whole = `must be an integer; ${name} is counted in whole units`
  return [...(amount < 0n ? [invalid(at, value, positive)] : []), ...(isWhole ? [] : [invalid(at, value, whole)])]
}
