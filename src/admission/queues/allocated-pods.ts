import { quantityIn, wholeUnits } from '../../kubernetes/resource-amounts.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'

/** How many pods the scheduler has placed for a queue. */
export const allocatedPods = ({ status }: Queue): bigint => wholeUnits(quantityIn(status?.allocated, 'pods') ?? 0)
