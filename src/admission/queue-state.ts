import type { Queue } from '../kubernetes/shapes/queue.ts'
import { type Finding, invalid } from './finding.ts'
import type { Requirement } from './rule.ts'

/**
 * '' until the queue controller has seen a queue, a moment after it was made: then it is open. Whoever makes a queue and a job
 * at once must not be refused, so this counts as open.
 */
export const stateOf = ({ status }: Queue): string => status?.state ?? ''

/** A queue has a state, so that the scheduler takes from it. */
export const queueHasState: Omit<Requirement, 'about'> & Required<Pick<Requirement, 'about'>> = {
  id: 'queue-has-state',
  nature: 'doubtful',
  about: {
    why: 'The queue controller gives a new queue its state a moment after it was made. Until then the scheduler starts nothing in it; where the controller does not run, it never does.',
    fix: 'Nothing, where the queue is new. Otherwise see whether the queue controller runs, or open the queue.',
    upstream: [3173, 3201, 3606],
  },
}

export const checkState = (queue: Queue | undefined, name: string): readonly Finding[] =>
  queue === undefined || stateOf(queue) !== ''
    ? []
    : [
        invalid(
          'spec.queue',
          name,
          'the queue has no state yet, and nothing starts in it before its controller opens it',
        ),
      ]
