import type { PodGroup } from '../../../kubernetes/shapes/pod-group.ts'
import { checkState, queueHasState as requirement } from '../../queue-state.ts'
import type { Rule } from '../../rule.ts'

/** The queue of a pod group has a state. Volcano refuses the pod group while it has none. */
export const queueHasState: Rule<PodGroup, 'queues'> = {
  ...requirement,
  reads: ['queues'],
  check: ({ object: { spec = {} } }, { queues }) => checkState(queues.get(spec.queue ?? ''), spec.queue ?? ''),
}
