import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Snapshot } from '../snapshot.ts'
import { isRoot, nameOf, parentOf } from './names.ts'

/** The queues above a queue, from its parent up to the root, which is not among them, and what keeps them from getting there. */
export type Ancestry = Readonly<{
  above: readonly Queue[]
  /** The name of a queue that does not exist. */
  missing?: string
  /** The names of queues of which each is the parent of the one before, and the first the parent of the last. */
  circle?: readonly string[]
}>

/** Follows the parents of a queue. Each queue is visited once, whatever circles there are. */
export function ancestryOf(queue: Queue, queues: Pick<Snapshot['queues'], 'get'>): Ancestry {
  const names = new Set([nameOf(queue)])
  const above: Queue[] = []
  let name = parentOf(queue)
  while (!isRoot(name)) {
    if (names.has(name)) return { above, circle: [...names].slice([...names].indexOf(name)) }
    const parent = queues.get(name)
    if (parent === undefined) return { above, missing: name }
    names.add(name)
    above.push(parent)
    name = parentOf(parent)
  }
  return { above }
}
