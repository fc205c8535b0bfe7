import { required } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/** A job has at least one task. Mirrors jobs/validate: validateJobCreate. */
export const hasTasks: JobRule = {
  id: 'has-tasks',
  nature: 'upstream',
  about: {
    why: 'A job without tasks has no pods and nothing to do.',
    fix: 'Add at least one task.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    spec.tasks?.length ? [] : [required('spec.tasks', 'No task specified in job spec; add at least one task')],
}
