import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { findHighestBelow } from '../../../src/admission/queues/highest-below.ts'
import { validateQueues } from '../../../src/admission/queues/validate.ts'
import type { Review } from '../../../src/admission/review.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Snapshot } from '../../../src/admission/snapshot.ts'
import type { Queue, QueueSpec } from '../../../src/kubernetes/shapes/queue.ts'
import { aQueue, decide } from '../../builders.ts'

type Tree = Readonly<{ queues: readonly Queue[]; object: Queue; operation: 'CREATE' | 'UPDATE' }>

const nameOf = (queue: Queue): string => queue.metadata?.name ?? ''
const parentOf = (queue: Queue): string => queue.spec?.parent ?? ''

const names = ['root', ...Array.from({ length: 12 }, (_, i) => `q${i}`)]
const anyParent = fc.constantFrom('', 'root', 'gone', ...names.slice(1))
const anyAmount = fc.constantFrom('0', '1', '2', '500m', '3Gi')
const anyList = fc.dictionary(fc.constantFrom('cpu', 'memory', 'pods', 'a.b/c'), anyAmount, { maxKeys: 3 })
const anySpec = fc.record({
  parent: anyParent,
  capability: anyList,
  deserved: anyList,
  guarantee: fc.record({ resource: anyList }),
})

/** Queues that may be anybody's parents: there are circles, queues above themselves, and parents that do not exist. */
const treeOf = (spec: fc.Arbitrary<QueueSpec>): fc.Arbitrary<Tree> =>
  fc.record({
    queues: fc
      .uniqueArray(fc.constantFrom(...names.slice(1)), { minLength: 1 })
      .chain((used) => fc.tuple(...used.map((name) => spec.map((one) => aQueue(name, { spec: one }))))),
    object: fc
      .record({ name: fc.constantFrom(...names.slice(1)), spec })
      .map(({ name, spec: one }) => aQueue(name, { spec: one })),
    operation: fc.constantFrom('CREATE', 'UPDATE'),
  })

/** The queues of a cluster, and how often somebody looked at them. */
function watched(queues: readonly Queue[]): Readonly<{ cluster: Partial<Snapshot>; looks: () => number }> {
  const [byName, byParent] = [new Map<string, Queue>(), new Map<string, Queue[]>()]
  for (const queue of queues) {
    byName.set(nameOf(queue), queue)
    byParent.set(parentOf(queue), [...(byParent.get(parentOf(queue)) ?? []), queue])
  }
  let looks = 0
  const look = <Found>(found: Found): Found => {
    looks++
    return found
  }
  return {
    cluster: {
      queues: {
        get: (name) => look(byName.get(name)),
        childrenOf: (parent) => look(parent === '' ? [] : (byParent.get(parent) ?? [])),
        all: () => look(queues),
      },
    },
    looks: () => looks,
  }
}

function ask({ queues, object, operation }: Tree) {
  const stored = queues.find((queue) => nameOf(queue) === nameOf(object))
  const isUpdate = operation === 'UPDATE' && stored !== undefined
  const review: Partial<Review> = isUpdate ? { operation, oldObject: structuredClone(stored) } : { operation: 'CREATE' }
  const { cluster, looks } = watched(queues)
  const verdict = decide(validateQueues, object, { ...review, cluster })
  return { verdict, looks: looks(), stored: isUpdate ? stored : undefined }
}

/** Walks up as long as a way can be at most. */
function walk({ queues, object }: Tree): number | 'missing' | 'circle' {
  const after = new Map([...queues, object].map((queue) => [nameOf(queue), parentOf(queue)]))
  let name: string | undefined = nameOf(object)
  for (let above = 0; above <= after.size; above++) {
    name = after.get(name)
    if (name === undefined) return 'missing'
    if (name === '' || name === 'root') return above
    if (!after.has(name)) return 'missing'
  }
  return 'circle'
}

describe('whatever queues there are', () => {
  it('each review ends after a few looks at each of them', () => {
    fc.assert(
      fc.property(treeOf(anySpec), (tree) => {
        expect(ask(tree).looks).toBeLessThanOrEqual(9 * (tree.queues.length + 2))
      }),
      { numRuns: 500 },
    )
  })

  it('a way to the root is asked for, and bounded', () => {
    fc.assert(
      fc.property(treeOf(anyParent.map((parent) => ({ parent }))), (tree) => {
        const { verdict, stored } = ask(tree)
        const way = walk(tree)
        const isKept = stored !== undefined && parentOf(stored) === parentOf(tree.object)
        const isGood = isKept || (typeof way === 'number' && way < defaultSettings.maxQueueDepth)
        const rules = new Set(verdict.findings.map(({ rule }) => rule))
        expect({ ...verdict, findings: [], isWrong: rules.has('parent-leads-to-root') }).toMatchObject({
          allowed: isGood,
          isWrong: !isKept && typeof way === 'string',
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('a circle is drawn from parent to parent', () => {
    fc.assert(
      fc.property(treeOf(anyParent.map((parent) => ({ parent }))), (tree) => {
        const parents = new Map([...tree.queues, tree.object].map((queue) => [nameOf(queue), parentOf(queue)]))
        for (const { message } of ask(tree).verdict.findings) {
          const [first = '', ...others] = /\((.* -> .*)\)/.exec(message)?.[1]?.split(' -> ') ?? []
          let name = first
          for (const other of others) {
            expect(parents.get(name)).toBe(other)
            name = other
          }
          expect(name).toBe(first)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

const many = 5000
const ring = (closed: boolean): readonly Queue[] =>
  Array.from({ length: many }, (_, i) => {
    const parent = i + 1 < many ? `n${i + 1}` : closed ? 'n0' : 'root'
    return aQueue(`n${i}`, { spec: { parent, capability: { cpu: '0' } } })
  })

test.each<[string, Tree]>([
  ['a long way up', { queues: ring(false), object: aQueue('new', { spec: { parent: 'n0' } }), operation: 'CREATE' }],
  ['a large circle', { queues: ring(true), object: aQueue('new', { spec: { parent: 'n0' } }), operation: 'CREATE' }],
  [
    'a circle that is left',
    { queues: ring(true), object: aQueue('n0', { spec: { capability: { cpu: '1' } } }), operation: 'UPDATE' },
  ],
  [
    'a circle that is closed',
    { queues: ring(false), object: aQueue('n4999', { spec: { parent: 'n0' } }), operation: 'UPDATE' },
  ],
])('%s is walked a few times at most', (_, tree) => {
  expect(ask(tree).looks).toBeLessThanOrEqual(6 * many)
})

test('a long circle is not drawn to its end', () => {
  const { verdict } = ask({
    queues: ring(true),
    object: aQueue('new', { spec: { parent: 'n0' } }),
    operation: 'CREATE',
  })
  expect(verdict.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining(
      '(n0 -> n1 -> n2 -> n3 -> n4 -> n5 -> n6 -> n7 -> n8 -> n9 -> n10 -> n11 -> 4988 more -> n0)',
    ),
  ])
})

/** As it is written in a book: what a queue has, or else the highest that its children have. */
function highest(
  name: string,
  limits: ReadonlyMap<string, bigint>,
  children: ReadonlyMap<string, readonly string[]>,
): bigint {
  const own = limits.get(name) ?? 0n
  if (own > 0n) return own
  return (children.get(name) ?? []).reduce((most, child) => {
    const below = highest(child, limits, children)
    return below > most ? below : most
  }, 0n)
}

test('the highest limit below a queue is found', () => {
  const anyForest = fc.array(fc.record({ up: fc.nat(), cpu: fc.nat(3) }), { maxLength: 30 })
  fc.assert(
    fc.property(anyForest, (nodes) => {
      const queues = nodes.map(({ up, cpu }, i) =>
        aQueue(`n${i}`, { spec: { parent: i === 0 ? 'top' : `n${up % i}`, capability: { cpu: String(cpu) } } }),
      )
      const limits = new Map(nodes.map(({ cpu }, i) => [`n${i}`, 1000n * BigInt(cpu)]))
      const children = new Map<string, string[]>()
      for (const queue of queues)
        children.set(parentOf(queue), [...(children.get(parentOf(queue)) ?? []), nameOf(queue)])
      const childrenOf = (parent: string) => queues.filter((queue) => parentOf(queue) === parent)
      const found = findHighestBelow('top', ['cpu'], { childrenOf }).get('cpu')
      expect(found?.amount).toBe(highest('top', limits, children) || undefined)
      expect(limits.get(found?.queue ?? '')).toBe(found?.amount)
    }),
  )
})

test('a circle of twelve is drawn to its end', () => {
  const twelve = ring(true)
    .slice(0, 12)
    .with(-1, aQueue('n11', { spec: { parent: 'n0' } }))
  const { verdict } = ask({ queues: twelve, object: aQueue('new', { spec: { parent: 'n0' } }), operation: 'CREATE' })
  expect(verdict.findings.map(({ message }) => message)).toEqual([expect.stringContaining('-> n10 -> n11 -> n0)')])
})

test('below a limit nobody is asked', () => {
  const asked: string[] = []
  const both = aQueue('a', { spec: { capability: { cpu: '1', memory: '1' } } })
  const one = aQueue('b', { spec: { capability: { cpu: '1' } } })
  const tree = new Map([
    ['top', [both, one]],
    ['b', [aQueue('c', { spec: { capability: { memory: '2' } } })]],
  ])
  const childrenOf = (parent: string) => {
    asked.push(parent)
    return tree.get(parent) ?? []
  }
  expect(findHighestBelow('top', ['cpu', 'memory'], { childrenOf })).toEqual(
    new Map([
      ['cpu', { amount: 1000n, queue: 'a' }],
      ['memory', { amount: 2n, queue: 'c' }],
    ]),
  )
  expect(asked).toEqual(['top', 'b'])
})
