import { invalid } from '../../src/admission/finding.ts'
import type { AnyRule } from '../../src/admission/rule.ts'
import { mutating, validating, type Webhook } from '../../src/admission/webhook.ts'
import { add } from '../../src/kubernetes/json-patch.ts'
import { any, type Decoded, int32, map, string, struct } from '../../src/kubernetes/shape.ts'

const metadata = struct('v1.ObjectMeta', { name: string, generateName: string, annotations: map(string) })
const toy = struct('v1.Toy', { metadata, size: int32, queue: string, settings: map(any) })

const registration = {
  resource: { group: 'toys.example', version: 'v1', resource: 'toys' },
  scope: 'Namespaced',
  operations: ['CREATE', 'UPDATE'],
  sideEffects: 'None',
  shape: toy,
  wrongOperation: () => "expect operation to be 'CREATE' or 'UPDATE'",
} as const

const rules: readonly AnyRule<Decoded<typeof toy>>[] = [
  {
    id: 'size-is-positive',
    nature: 'upstream',
    about: { why: 'Toys are for playing.', fix: 'Make another toy.' },
    reads: [],
    check: ({ object: { size = 0 } }) => {
      if (size <= 0) return [invalid('size', size, 'must be positive')]
      return size > 100 ? [{ ...invalid('size', size, 'is rather large'), severity: 'warn' }] : []
    },
  },
  {
    id: 'queue-exists',
    nature: 'upstream',
    about: { why: 'Toys wait for their turn.', fix: 'Create the queue.' },
    reads: ['queues'],
    check: ({ object: { queue } }, { queues }) =>
      queue === undefined || queues.get(queue) !== undefined ? [] : [invalid('queue', queue, 'does not exist')],
  },
]

/** Refuses toys whose size is not positive, warns of large ones, and needs the queue of a toy that names one. */
export const validateToys: Webhook = validating(
  {
    path: '/toys/validate',
    name: 'validatetoy.volcano.sh',
    about: 'Refuses toys that are too small.',
    ...registration,
    lookUps: ({ object }) => (object.queue === undefined ? [] : [{ from: 'queues', name: object.queue }]),
  },
  { rules: { CREATE: rules, UPDATE: rules } },
)

/** Gives a size to toys without one. */
export const mutateToys: Webhook = mutating(
  {
    path: '/toys/mutate',
    name: 'mutatetoy.volcano.sh',
    about: 'Gives toys a size.',
    ...registration,
    reads: [],
    advice: [],
    lookUps: () => [],
  },
  ({ object }) => ({ patch: object.size === undefined ? [add('/size', 1)] : [], findings: [] }),
)

/** Fails on toys of size 13. */
export const brokenWebhook: Webhook = {
  ...validateToys,
  path: '/toys/broken',
  open: (review, settings) => {
    const { settings: secrets, size } = review.object as { settings?: unknown; size?: unknown }
    if (size === 13) throw new Error(`cannot handle ${JSON.stringify(secrets)}`)
    return validateToys.open(review, settings)
  },
}
