import { checkState, queueHasState as requirement } from '../../queue-state.ts'
import type { JobRule } from '../rule.ts'

/** The queue of a job has a state. Volcano refuses the job while it has none. */
export const queueHasState: JobRule<'queues'> = {
  ...requirement,
  reads: ['queues'],
  check: ({ object: { spec = {} } }, { queues }) => checkState(queues.get(spec.queue ?? ''), spec.queue ?? ''),
}
