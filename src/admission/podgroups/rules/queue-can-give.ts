import { amountsOf } from '../../../kubernetes/resource-amounts.ts'
import type { PodGroup } from '../../../kubernetes/shapes/pod-group.ts'
import { findExcesses, queueCanGive as requirement, tellExcesses } from '../../queue-capacity.ts'
import { ceilingsOf } from '../../queues/ceilings.ts'
import type { Rule } from '../../rule.ts'

/** A pod group needs no more at the start than its queue, and all above it, can ever give. Volcano says nothing. */
export const queueCanGive: Rule<PodGroup, 'queues'> = {
  ...requirement,
  reads: ['queues'],
  check({ object: { spec = {} } }, { queues }) {
    const queue = spec.minResources === undefined ? undefined : queues.get(spec.queue ?? '')
    if (queue === undefined) return []
    const needed = amountsOf(spec.minResources)
    const excesses = findExcesses(ceilingsOf(queue, queues), (name) => needed.get(name) ?? 0n)
    return excesses.length === 0
      ? []
      : [tellExcesses('spec.minResources', spec.queue ?? '', 'the group asks', excesses)]
  },
}
