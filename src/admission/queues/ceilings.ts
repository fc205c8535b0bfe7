import { rememberObject } from '../../kubernetes/remember.ts'
import { amountsOf } from '../../kubernetes/resource-amounts.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Snapshot } from '../snapshot.ts'
import { ancestryOf } from './ancestry.ts'
import { isRoot, nameOf, parentOf } from './names.ts'
import { capability } from './resource-fields.ts'

/** The most that a queue can ever give of a resource, and the queue whose capability says so. */
export type Ceiling = Readonly<{ amount: bigint; queue: string }>

type Queues = Pick<Snapshot['queues'], 'get'>

const none: ReadonlyMap<string, Ceiling> = new Map()

/**
 * For each resource the lowest limit of a queue and those above it, the root included. Most queues have none at all.
 * Mirrors pkg/scheduler/plugins/capacity, where it is told to look at parents.
 */
export function ceilingsOf(queue: Queue, queues: Queues): ReadonlyMap<string, Ceiling> {
  const limited = withThoseAbove(queue, queues).filter(({ spec }) => capability.of(spec) !== undefined)
  if (limited.length === 0) return none
  const ceilings = new Map<string, Ceiling>()
  for (const each of limited) {
    for (const [resource, amount] of limitsOf(each)) {
      const known = ceilings.get(resource)
      if (known === undefined || amount < known.amount) ceilings.set(resource, { amount, queue: nameOf(each) })
    }
  }
  return ceilings
}

function withThoseAbove(queue: Queue, queues: Queues): readonly Queue[] {
  const root = queues.get('root')
  const above = isRoot(parentOf(queue)) ? [] : ancestryOf(queue, queues).above
  return root === undefined ? [queue, ...above] : [queue, ...above, root]
}

/** No cpu and no memory is no limit. */
const limitsOf = rememberObject(({ spec }: Queue): readonly (readonly [string, bigint])[] =>
  [...amountsOf(capability.of(spec))].filter(([name, amount]) =>
    name === 'cpu' || name === 'memory' ? amount > 0n : amount >= 0n,
  ),
)
