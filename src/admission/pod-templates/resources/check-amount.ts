import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalResource } from '../../../kubernetes/quantity-text.ts'
import { isHugePageResource, isIntegerResource } from '../../../kubernetes/resource-names.ts'
import { type Check, joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { amountOf, isNegative, isWhole, unitsOf } from './amounts.ts'

/** Nearly all amounts: nothing can be wrong with the name, and it is not less than nothing. */
export const isPlainAmount = (name: string, amount: string | number): boolean =>
  (name === 'cpu' || name === 'memory') && !isNegative(amount)

/** The resource may stand there and comes in such amounts. Mirrors ValidateResourceQuantityValue. */
export const checkAmount = (
  name: string,
  amount: string | number,
  path: string,
  checkName: Check<string>,
): readonly Finding[] =>
  joined(
    checkName(name, path),
    isNegative(amount) ? [invalid(path, amount, 'must be greater than or equal to 0')] : none,
    isIntegerResource(name) && !isWhole(amount)
      ? [invalid(path, amount, 'must be an integer; this resource has no fractions')]
      : none,
    isHugePageResource(name) ? checkHugePages(name, amount, path) : none,
  )

/** The size of a page stands in the name: `hugepages-2Mi`. Mirrors IsHugePageResourceValueDivisible. */
function checkHugePages(name: string, amount: string | number, path: string): readonly Finding[] {
  const size = pageSizeOf(name)
  if (size !== undefined && unitsOf(amountOf(amount)) % size === 0n) return none
  const sentence = `${canonicalResource(amount)} is not positive integer multiple of ${name}`
  return [invalid(path, amount, `${sentence}; ask for whole pages of a size such as hugepages-2Mi`)]
}

function pageSizeOf(name: string): bigint | undefined {
  const size = name.slice('hugepages-'.length)
  const amount = parseQuantity(size)
  return amount !== undefined && amount > 0n && isWhole(size) ? unitsOf(amount) : undefined
}
