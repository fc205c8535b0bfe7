import { validateCronJobs } from './cronjobs/validate.ts'
import { validateHyperNodes } from './hypernodes/validate.ts'
import { validateJobFlows } from './jobflows/validate.ts'
import { mutateJobs } from './jobs/mutate.ts'
import { validateJobs } from './jobs/validate.ts'
import { validateJobTemplates } from './jobtemplates/validate.ts'
import { mutatePodGroups } from './podgroups/mutate.ts'
import { validatePodGroups } from './podgroups/validate.ts'
import { mutatePods } from './pods/mutate.ts'
import { validatePods } from './pods/validate.ts'
import { mutateQueues } from './queues/mutate.ts'
import { validateQueues } from './queues/validate.ts'
import type { Webhook } from './webhook.ts'

/** Every webhook that is served, in the order in which users read about them. */
export const webhooks: readonly Webhook[] = [
  mutateJobs,
  validateJobs,
  mutatePods,
  validatePods,
  mutateQueues,
  validateQueues,
  mutatePodGroups,
  validatePodGroups,
  validateJobFlows,
  validateJobTemplates,
  validateCronJobs,
  validateHyperNodes,
]
