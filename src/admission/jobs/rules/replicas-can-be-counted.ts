import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'
import { sumOfReplicas } from '../sums.ts'

const largest = 2 ** 31 - 1

/** A job has no more pods than Volcano's controller and scheduler can count. */
export const replicasCanBeCounted: JobRule = {
  id: 'replicas-can-be-counted',
  nature: 'impossible',
  about: {
    why: 'Volcano counts pods in 32 bits. The pods of such a job are less than none to it.',
    fix: 'Make several jobs.',
  },
  reads: [],
  check({ object: { spec = {} } }) {
    const replicas = sumOfReplicas(spec.tasks ?? [])
    if (replicas <= largest) return []
    return [
      invalid('spec.tasks', replicas, `these are more pods than Volcano can count (${largest}); make several jobs`),
    ]
  },
}
