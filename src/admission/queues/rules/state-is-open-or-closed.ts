import { invalid } from '../../finding.ts'
import type { QueueRule } from '../rule.ts'

/** A new queue is open or closed, if it says so at all. Mirrors queues/validate: validateStateOfQueue. */
export const stateIsOpenOrClosed: QueueRule = {
  id: 'state-is-open-or-closed',
  nature: 'upstream',
  about: {
    why: 'A new queue is open or closed; the other states are steps between the two.',
    fix: 'Leave `status` out.',
  },

  reads: [],
  check({ object: { status } }) {
    const state = status?.state ?? ''
    if (['', 'Open', 'Closed'].includes(state)) return []
    const advice = 'leave status out, Volcano keeps it'
    return [invalid('status.state', state, `queue state must be in [Open Closed]; ${advice}`)]
  },
}
