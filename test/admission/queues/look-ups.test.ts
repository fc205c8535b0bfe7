import { expect, test } from 'vitest'
import { mutateQueues } from '../../../src/admission/queues/mutate.ts'
import { validateQueues } from '../../../src/admission/queues/validate.ts'
import type { Review } from '../../../src/admission/review.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { QueueSpec } from '../../../src/kubernetes/shapes/queue.ts'
import { aQueue, aReview } from '../../builders.ts'

const lab = (spec: QueueSpec) => aQueue('lab', { spec })

const lookUpsOf = (object: unknown, review: Partial<Review> = {}) =>
  validateQueues.open(aReview(validateQueues, object, review), defaultSettings).lookUps

const updateOf = (before: QueueSpec) => ({ operation: 'UPDATE', oldObject: lab(before) }) as const
const team = [{ from: 'queues', name: 'team' }]

test.each<[string, unknown, Partial<Review>, unknown[]]>([
  ['a new queue needs its parent', lab({ parent: 'team' }), {}, team],
  ['a new queue below root needs nothing', lab({ parent: 'root' }), {}, []],
  ['a new queue without parent needs nothing', lab({}), {}, []],
  ['a moved queue needs its new parent', lab({ parent: 'team' }), updateOf({ parent: 'hall' }), team],
  [
    'a queue with other resources needs its parent',
    lab({ parent: 'team', deserved: { cpu: '2' } }),
    updateOf({ parent: 'team', deserved: { cpu: '1' } }),
    team,
  ],
  ['a queue with another weight needs nothing', lab({ parent: 'team', weight: 2 }), updateOf({ parent: 'team' }), []],
  [
    'a queue that is being deleted needs nothing',
    { ...lab({ parent: 'team' }), metadata: { name: 'lab', deletionTimestamp: '2026-01-01T00:00:00Z' } },
    updateOf({}),
    [],
  ],
  ['a queue that goes is in the review', {}, { operation: 'DELETE', name: 'team', oldObject: aQueue('team') }, []],
  ['a queue that goes and is not in the review is needed', {}, { operation: 'DELETE', name: 'team' }, team],
])('%s', (_, object, review, want) => {
  expect(lookUpsOf(object, review)).toEqual(want)
})

test('to complete a queue, nothing is needed', () => {
  const { lookUps } = mutateQueues.open(aReview(mutateQueues, lab({ parent: 'team' })), defaultSettings)
  expect([lookUps, mutateQueues.reads, validateQueues.reads]).toEqual([[], [], ['queues']])
})
