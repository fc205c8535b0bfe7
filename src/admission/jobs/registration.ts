import { jobShape } from '../../kubernetes/shapes/volcano-job.ts'

/** What both webhooks of jobs are registered for. */
export const jobRegistration = {
  resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
  scope: 'Namespaced',
  operations: ['CREATE', 'UPDATE'],
  sideEffects: 'NoneOnDryRun',
  shape: jobShape,
} as const
