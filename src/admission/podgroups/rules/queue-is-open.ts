import type { PodGroup } from '../../../kubernetes/shapes/pod-group.ts'
import { invalid, notFound } from '../../finding.ts'
import { stateOf } from '../../queue-state.ts'
import type { Rule } from '../../rule.ts'

/**
 * The queue of a pod group, where it names one, exists and is open. Unlike a job, a pod group may go to the root and to
 * queues with children. Mirrors podgroups/validate: checkQueueState, which takes a queue that has no state yet for closed.
 */
export const queueIsOpen: Rule<PodGroup, 'queues'> = {
  id: 'queue-is-open',
  nature: 'upstream',
  about: {
    why: 'Pods wait in a queue for their turn, and closed ones take no more.',
    fix: 'Open the queue, create it, or name another one.',
  },

  reads: ['queues'],
  check({ object: { spec = {} } }, { queues }) {
    const name = spec.queue ?? ''
    if (name === '') return []
    const queue = queues.get(name)
    if (queue === undefined) {
      const sentence = `unable to find queue: queue.scheduling.volcano.sh "${name}" not found`
      return [notFound('spec.queue', name, `${sentence}; create the queue or name one that exists`)]
    }
    const state = stateOf(queue)
    if (state === 'Open' || state === '') return []
    const sentence = `can only submit PodGroup to queue with state \`Open\`, queue \`${name}\` status is \`${state}\`.`
    return [invalid('spec.queue', name, `${sentence} Open it or name another`)]
  },
}
