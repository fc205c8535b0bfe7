import { compareQuantities, parseQuantity, type Quantity } from '../../../kubernetes/quantity.ts'
import { roundToMilli } from '../../../kubernetes/quantity-text.ts'
import { remember } from '../../../kubernetes/remember.ts'

const unit = 1_000_000_000n
const digits = /^\d+$/

/** The amount of a resource as it is stored: in whole milli units. */
export const amountOf: (source: string | number) => Quantity = remember((source) =>
  roundToMilli(parseQuantity(source) ?? 0n),
)

export const isNegative = (source: string | number): boolean =>
  typeof source === 'number' ? source < 0 : source.includes('-') && amountOf(source) < 0n

export const isWhole = (source: string | number): boolean =>
  (typeof source === 'string' && digits.test(source)) || amountOf(source) % unit === 0n

/** How many whole units there are, a part of one counted as one more. Mirrors Quantity.Value. */
export function unitsOf(amount: Quantity): bigint {
  const units = amount / unit
  if (amount % unit === 0n) return units
  return amount < 0n ? units - 1n : units + 1n
}

/** Negative when the first is less, 0 when both are the same amount, positive when the first is more. */
export const compareAmounts = (a: string | number, b: string | number): number =>
  a === b ? 0 : compareQuantities(amountOf(a), amountOf(b))
