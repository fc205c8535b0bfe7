import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity } from '../../src/kubernetes/quantity.ts'
import {
  canonicalQuantity,
  canonicalResource,
  roundToMilli,
  styleOf,
  writeQuantity,
} from '../../src/kubernetes/quantity-text.ts'

describe('Go writes an amount', () => {
  it.each<[source: string | number, amount: string, ofResource: string]>([
    ['0', '0', '0'],
    ['0m', '0', '0'],
    ['-0', '0', '0'],
    ['1', '1', '1'],
    [1, '1', '1'],
    [0.5, '500m', '500m'],
    ['1000', '1k', '1k'],
    ['1500', '1500', '1500'],
    ['1.5', '1500m', '1500m'],
    ['0.5', '500m', '500m'],
    ['1000m', '1', '1'],
    ['1k', '1k', '1k'],
    ['1000k', '1M', '1M'],
    ['-2', '-2', '-2'],
    ['1024', '1024', '1024'],
    ['1Ki', '1Ki', '1Ki'],
    ['1024Ki', '1Mi', '1Mi'],
    ['1.5Gi', '1536Mi', '1536Mi'],
    ['0.5Ki', '512', '512'],
    ['1.0001Ki', '1024102400u', '1024103m'],
    ['2048Pi', '2Ei', '2Ei'],
    ['+100000000001Ki', '100000000001Ki', '100000000001Ki'],
    ['+1234567890123456789', '1234567890123456789', '1234567890123456789'],
    ['1e3', '1e3', '1e3'],
    ['10e2', '1e3', '1e3'],
    ['1e0', '1e0', '1e0'],
    ['1500e-3', '1500e-3', '1500e-3'],
    ['1.5e0', '1500e-3', '1500e-3'],
    ['100n', '100n', '1m'],
    ['-0.0001', '-100u', '-1m'],
    ['1.0001', '1000100u', '1001m'],
  ])('%s', (source, amount, ofResource) => {
    expect([canonicalQuantity(source), canonicalResource(source)]).toEqual([amount, ofResource])
  })

  it.each(['+5', '05', '1.500', '12.340', '1E3', '3Ki', '+1Mi', '001Gi', '+10000000001Ki'])(
    '%s as it is, for it looks right',
    (text) => {
      expect([canonicalQuantity(text), canonicalResource(text)]).toEqual([text, text])
    },
  )

  it('a text with as many decimals as are not kept is rounded away from zero', () => {
    expect([roundToMilli(1n), roundToMilli(-1n), roundToMilli(2_000_000n)]).toEqual([
      1_000_000n,
      -1_000_000n,
      2_000_000n,
    ])
  })
})

it('what is written is the same amount', () => {
  const amount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
  fc.assert(
    fc.property(amount, fc.constantFrom('decimal', 'binary', 'exponent'), (size, style) => {
      const text = writeQuantity(size, style)
      expect(parseQuantity(text)).toBe(size)
      expect(writeQuantity(size, styleOf(text))).toBe(text)
    }),
    { numRuns: 1000 },
  )
})
