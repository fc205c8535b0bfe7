import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mutateQueues } from '../../../src/admission/queues/mutate.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Queue } from '../../../src/kubernetes/shapes/queue.ts'
import { decide } from '../../builders.ts'

const patchOf = (queue: unknown) => decide(mutateQueues, queue).patch

/** `path = value` for each operation. */
const told = (queue: unknown): readonly string[] =>
  patchOf(queue).map(({ path, value }) => `${path} = ${JSON.stringify(value)}`)

const complete = { reclaimable: true, weight: 1 }
const inTree = (hierarchy: string, weights: string): Queue => ({
  metadata: {
    name: 'sci',
    annotations: { 'volcano.sh/hierarchy': hierarchy, 'volcano.sh/hierarchy-weights': weights },
  },
  spec: complete,
})

const pathInPatch = '/metadata/annotations/volcano.sh~1hierarchy'

describe('a queue is completed', () => {
  it.each<[string, unknown, string[]]>([
    ['with every default', { spec: {} }, ['/spec/reclaimable = true', '/spec/weight = 1']],
    ['with nothing when all is there', { spec: { reclaimable: false, weight: 3 } }, []],
    ['with a weight where it says 0', { spec: { ...complete, weight: 0 } }, ['/spec/weight = 1']],
    ['keeping a weight that is too small or too great', { spec: { ...complete, weight: -1 } }, []],
    ['where it says null', { spec: { reclaimable: null, weight: 1 } }, ['/spec/reclaimable = true']],
    ['with a spec when it has none', { metadata: { name: 'sci' } }, ['/spec = {"reclaimable":true,"weight":1}']],
    [
      'with the root of its hierarchy',
      inTree('sci/dev', '1/2'),
      [`${pathInPatch} = "root/sci/dev"`, `${pathInPatch}-weights = "1/1/2"`],
    ],
    ['with no root where there is one', inTree('root/sci', '1/2'), []],
    ['with no root where a name begins like it', inTree('rootless/sci', '1/2'), []],
    ['with no root where weights are missing', inTree('sci', ''), []],
    ['with no root where the path is missing', inTree('', '1'), []],
  ])('%s', (_, queue, want) => {
    expect(told(queue)).toEqual(want)
  })
})

it.each(['UPDATE', 'DELETE', 'CONNECT'] as const)('%s is none of its business', (operation) => {
  const { allowed, findings } = decide(mutateQueues, { spec: complete }, { operation })
  expect([allowed, findings.map(({ message }) => message)]).toEqual([
    false,
    [`Invalid value: "${operation}": invalid operation \`${operation}\`, expect operation to be \`CREATE\``],
  ])
})

const anyQueue = fc.record(
  {
    metadata: fc.record(
      {
        annotations: fc.dictionary(
          fc.constantFrom('volcano.sh/hierarchy', 'volcano.sh/hierarchy-weights', 'other'),
          fc.constantFrom('', 'root', 'root/a', 'a/b', '1', '1/2'),
        ),
      },
      { requiredKeys: [] },
    ),
    spec: fc.record({ reclaimable: fc.boolean(), weight: fc.nat(2), future: fc.object() }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)

it('completing a queue twice changes nothing more', () => {
  fc.assert(
    fc.property(anyQueue, (queue) => {
      expect(patchOf(applyPatch(queue, patchOf(queue)))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})
