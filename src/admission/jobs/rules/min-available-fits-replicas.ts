import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * A job cannot wait for more pods than its tasks have: minAvailable is at most the sum of replicas.
 * Mirrors jobs/validate: validateJobCreate; sums beyond int32 are exact here.
 */
export const minAvailableFitsReplicas: JobRule = {
  id: 'min-available-fits-replicas',
  nature: 'upstream',
  about: {
    why: 'The job would wait for more pods than its tasks have.',
    fix: 'Lower `minAvailable`, or raise `replicas`.',
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const { minAvailable = 0, tasks = [] } = spec
    const replicas = tasks.reduce((sum, task) => sum + (task.replicas ?? 0), 0)
    if (tasks.length === 0 || minAvailable <= replicas) return []
    const sentence = "job 'minAvailable' should not be greater than total replicas in tasks"
    const advice = `replicas in all: ${replicas}, so lower minAvailable or raise replicas`
    return [invalid('spec.minAvailable', minAvailable, `${sentence}; ${advice}`)]
  },
}
