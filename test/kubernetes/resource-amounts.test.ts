import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  amountsOf,
  namesBeyond,
  printAmounts,
  quantityIn,
  sumOf,
  wholeUnits,
  writeAmount,
} from '../../src/kubernetes/resource-amounts.ts'
import type { ResourceList } from '../../src/kubernetes/shapes/metadata.ts'

describe('what the scheduler counts', () => {
  it.each<[string, ResourceList | undefined, string]>([
    ['nothing of no list', undefined, 'cpu 0.00, memory 0.00'],
    ['nothing of an empty list', {}, 'cpu 0.00, memory 0.00'],
    ['thousandths of cpu', { cpu: '1500m' }, 'cpu 1500.00, memory 0.00'],
    ['bytes of memory', { memory: '1.5Gi' }, 'cpu 0.00, memory 1610612736.00'],
    ['whole pods', { pods: 2 }, 'cpu 0.00, memory 0.00, pods 2.00'],
    ['thousandths of all else', { 'nvidia.com/gpu': '2' }, 'cpu 0.00, memory 0.00, nvidia.com/gpu 2000.00'],
    [
      'in alphabetical order',
      { 'x.y/z': '1', 'hugepages-2Mi': '1', 'ephemeral-storage': '1' },
      'cpu 0.00, memory 0.00, ephemeral-storage 1000.00, hugepages-2Mi 1000.00, x.y/z 1000.00',
    ],
    [
      'other resources of Kubernetes, too',
      { 'kubernetes.io/batch': '1', 'attachable-volumes-x': '1' },
      'cpu 0.00, memory 0.00, attachable-volumes-x 1000.00, kubernetes.io/batch 1000.00',
    ],
    [
      'no names that mean nothing to it',
      { bananas: '1', 'count/jobs.batch': '1', 'count/kubernetes.io/x': '1', 'requests.a/b': '1', constructor: '1' },
      'cpu 0.00, memory 0.00',
    ],
    ['a bit as one', { cpu: '1u', memory: '1m', pods: '1100m' }, 'cpu 1.00, memory 1.00, pods 2.00'],
    ['a bit less as one less', { cpu: '-1u', memory: '-1m' }, 'cpu -1.00, memory -1.00'],
    ['no text that is no amount', { cpu: 'lots' }, 'cpu 0.00, memory 0.00'],
    ['more than int64 holds', { cpu: '9223372036854775807' }, 'cpu 9223372036854775807000.00, memory 0.00'],
  ])('%s', (_, list, want) => {
    expect(printAmounts(amountsOf(list))).toBe(want)
  })

  it('is what it was at the second look', () => {
    const list = { cpu: '1' }
    expect(amountsOf(list)).toEqual(amountsOf(list))
    expect(amountsOf(list)).toEqual(new Map([['cpu', 1000n]]))
  })
})

describe('more than a limit', () => {
  it.each<[string, ResourceList, ResourceList | undefined, string[]]>([
    ['nothing is, of nothing', {}, undefined, []],
    ['less and equal are not', { cpu: '1', memory: '1' }, { cpu: '1000m', memory: '2' }, []],
    ['more is', { cpu: '1001m', memory: '3' }, { cpu: '1', memory: '2' }, ['cpu', 'memory']],
    ['anything is, where no limit is named', { cpu: '1', 'a.b/c': '1' }, {}, ['a.b/c', 'cpu']],
    ['none of cpu or memory is not', { cpu: '0', memory: '0' }, {}, []],
    ['none of anything else is', { pods: '0' }, {}, ['pods']],
    ['none is, where the limit is below', {}, { cpu: '-1', 'a.b/c': '-1' }, ['a.b/c', 'cpu']],
  ])('%s', (_, amounts, limit, want) => {
    expect(namesBeyond(amountsOf(amounts), amountsOf(limit))).toEqual(want)
  })
})

test.each<[string, bigint, string]>([
  ['cpu', 5000n, '5'],
  ['cpu', 1500n, '1500m'],
  ['memory', 11n * 2n ** 30n, '11Gi'],
  ['memory', 1000n, '1k'],
  ['ephemeral-storage', 1000n * 2n ** 20n, '1Mi'],
  ['hugepages-2Mi', 1000n * 2n ** 21n, '2Mi'],
  ['pods', 3n, '3'],
  ['nvidia.com/gpu', 4000n, '4'],
])('%s %s is written as %s', (name, amount, want) => {
  expect(writeAmount(name, amount)).toBe(want)
})

test.each<[string | number, bigint]>([
  ['1500m', 2n],
  [3, 3n],
  ['-1m', -1n],
  ['lots', 0n],
])('%s is %s whole units', (text, want) => {
  expect(wholeUnits(text)).toBe(want)
})

test('names that every object has are not in a list', () => {
  expect(quantityIn({ cpu: '1' }, 'constructor')).toBeUndefined()
  expect(quantityIn(undefined, 'cpu')).toBeUndefined()
  expect(quantityIn({ cpu: '1' }, 'cpu')).toBe('1')
})

/** An amount as a fraction, without the server's way of reading it. */
type Fraction = Readonly<{ text: string; above: bigint; below: bigint }>

const suffixes: readonly (readonly [suffix: string, above: bigint, below: bigint])[] = [
  ['', 1n, 1n],
  ['n', 1n, 10n ** 9n],
  ['u', 1n, 10n ** 6n],
  ['m', 1n, 1000n],
  ['k', 1000n, 1n],
  ['G', 10n ** 9n, 1n],
  ['Ki', 2n ** 10n, 1n],
  ['Gi', 2n ** 30n, 1n],
]

const anyFraction: fc.Arbitrary<Fraction> = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.bigInt({ min: 0n, max: 2n ** 32n }),
    decimals: fc.stringMatching(/^\d{0,4}$/),
    suffix: fc.constantFrom(...suffixes),
  })
  .map(({ sign, whole, decimals, suffix: [suffix, above, below] }) => ({
    text: `${sign}${whole}${decimals === '' ? '' : `.${decimals}`}${suffix}`,
    above: BigInt(`${whole}${decimals}`) * above * (sign === '' ? 1n : -1n),
    below: below * 10n ** BigInt(decimals.length),
  }))

/** Away from zero. */
const roundUp = (above: bigint, below: bigint): bigint =>
  above < 0n ? -roundUp(-above, below) : (above + below - 1n) / below

const perUnit = { cpu: 1000n, memory: 1n, pods: 1n, 'nvidia.com/gpu': 1000n }

/** A nano unit is the finest that there is. */
const inNano = ({ above, below }: Fraction): bigint => roundUp(above * 10n ** 9n, below)

const anyLists = fc.array(
  fc.dictionary(fc.constantFrom(...(Object.keys(perUnit) as (keyof typeof perUnit)[])), anyFraction),
  { maxLength: 20 },
)

test('sums are exact', () => {
  fc.assert(
    fc.property(anyLists, (lists) => {
      const want: Record<string, bigint> = {}
      for (const [name, amount] of lists.flatMap((list) => Object.entries(list))) {
        const counted = roundUp(inNano(amount) * perUnit[name as keyof typeof perUnit], 10n ** 9n)
        want[name] = (want[name] ?? 0n) + counted
      }
      const texts = lists.map((list) =>
        Object.fromEntries(Object.entries(list).map(([name, { text }]) => [name, text])),
      )
      expect(Object.fromEntries(sumOf(texts.map(amountsOf)))).toEqual(want)
    }),
  )
})

test('sums beyond int64 are exact', () => {
  const largest = amountsOf({ memory: '9223372036854775807' })
  const sum = sumOf([largest, largest, amountsOf({ memory: '1' })])
  expect(printAmounts(sum)).toBe('cpu 0.00, memory 18446744073709551615.00')
  expect(namesBeyond(sum, sumOf([largest, largest]))).toEqual(['memory'])
  expect(namesBeyond(sumOf([largest, largest]), sum)).toEqual([])
})
