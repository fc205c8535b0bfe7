import { type Finding, invalid, notFound } from '../../finding.ts'
import { stateOf } from '../../queue-state.ts'
import type { JobRule } from '../rule.ts'

/**
 * The queue of a job exists, is open, and is a leaf of the hierarchy. Mirrors jobs/validate: validateJobCreate, which takes
 * a queue that has no state yet for closed.
 */
export const queueTakesJobs: JobRule<'queues'> = {
  id: 'queue-takes-jobs',
  nature: 'upstream',
  about: {
    why: 'Jobs wait in a queue for their turn. They go to open queues without children alone.',
    fix: 'Create the queue, open it, or name another one.',
    upstream: [3173],
  },

  reads: ['queues'],
  check({ object: { spec = {} } }, { queues }): readonly Finding[] {
    const name = spec.queue ?? ''
    const queue = queues.get(name)
    if (queue === undefined) {
      const sentence = `unable to find job queue: queue.scheduling.volcano.sh "${name}" not found`
      return [notFound('spec.queue', name, `${sentence}; create the queue or name one that exists`)]
    }
    const state = stateOf(queue)
    const open = `can only submit job to queue with state \`Open\`, queue \`${name}\` status is \`${state}\``
    const openFindings =
      state === 'Open' || state === '' ? [] : [invalid('spec.queue', name, `${open}; open it or name another`)]
    return [...openFindings, ...checkLeaf(name, queues.childrenOf(name).length)]
  },
}

function checkLeaf(name: string, children: number): readonly Finding[] {
  if (name === 'root') return [invalid('spec.queue', name, 'can not submit job to root queue; name a queue below it')]
  if (children === 0) return []
  const sentence = `can only submit job to leaf queue, queue \`${name}\` has ${children} child queues`
  return [invalid('spec.queue', name, `${sentence}; name one of them`)]
}
