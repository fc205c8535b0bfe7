import { invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A task cannot wait for more pods than it has. Mirrors jobs/validate: validateJobCreate. */
export const taskMinAvailableFitsReplicas: JobRule = {
  id: 'task-min-available-fits-replicas',
  nature: 'upstream',
  about: {
    why: 'The task would wait for more pods than it has.',
    fix: 'Lower `minAvailable`, or raise `replicas`.',
  },

  reads: [],
  check: ({ object: { metadata, spec = {} } }) =>
    (spec.tasks ?? []).flatMap(({ name = '', minAvailable, replicas = 0 }, i) => {
      if (minAvailable === undefined || minAvailable <= replicas) return []
      const sentence = `'minAvailable' is greater than 'replicas' in task: ${name}, job: ${metadata?.name ?? ''}`
      return [invalid(`spec.tasks[${i}].minAvailable`, minAvailable, `${sentence}; its replicas: ${replicas}`)]
    }),
}
