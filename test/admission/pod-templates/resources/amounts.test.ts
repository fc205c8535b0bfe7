import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountOf, compareAmounts } from '../../../../src/admission/pod-templates/resources/amounts.ts'

const suffix = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'e3', 'E-2')
const number = fc.oneof(fc.nat(5).map(String), fc.nat(5000).map(String), fc.stringMatching(/^\d{1,3}\.\d{1,4}$/))
const amount = fc.oneof(
  fc.tuple(fc.constantFrom('', '', '-', '+', ' '), number, suffix).map((parts) => parts.join('')),
  fc.nat(5),
)

const orderOf = (difference: number | bigint): string => (difference < 0 ? 'less' : difference > 0 ? 'more' : 'equal')

it('a quick look at two amounts tells what exact numbers tell', () => {
  fc.assert(
    fc.property(amount, amount, (a, b) => {
      expect(orderOf(compareAmounts(a, b))).toBe(orderOf(amountOf(a) - amountOf(b)))
    }),
    { numRuns: 5000 },
  )
})
