import { amountsOfStored } from '../../kubernetes/resource-amounts.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Snapshot } from '../snapshot.ts'
import { nameOf } from './names.ts'
import { capability } from './resource-fields.ts'

/** Of one resource: the highest limit, and the queue that has it. */
export type Limit = Readonly<{ amount: bigint; queue: string }>

/**
 * The highest limits below a queue. Where a queue has one for a resource, those further down do not count. Each queue is
 * visited once, whatever circles there are. Mirrors queues/validate: findSubtreeMaxCapability.
 */
export function findHighestBelow(
  top: string,
  resources: readonly string[],
  { childrenOf }: Pick<Snapshot['queues'], 'childrenOf'>,
): ReadonlyMap<string, Limit> {
  const highest = new Map<string, Limit>()
  const visited = new Set([top])
  const open = [{ name: top, wanted: resources }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of childrenOf(next.name)) {
      const name = nameOf(child)
      if (visited.has(name)) continue
      visited.add(name)
      const wanted = note(highest, child, next.wanted)
      if (wanted.length > 0) open.push({ name, wanted })
    }
  }
  return highest
}

/** Notes the limits of a queue, and returns the resources for which it has none. */
function note(highest: Map<string, Limit>, child: Queue, resources: readonly string[]): readonly string[] {
  const limits = amountsOfStored(capability.of(child.spec))
  return resources.filter((resource) => {
    const amount = limits.get(resource) ?? 0n
    if (amount > 0n) raise(highest, resource, { amount, queue: nameOf(child) })
    return amount <= 0n
  })
}

/** Of equal limits that of the first queue in the alphabet is told, so that the answer is always the same. */
function raise(highest: Map<string, Limit>, resource: string, limit: Limit): void {
  const known = highest.get(resource)
  const isHigher = known === undefined || limit.amount > known.amount
  if (isHigher || (limit.amount === known.amount && limit.queue < known.queue)) highest.set(resource, limit)
}
