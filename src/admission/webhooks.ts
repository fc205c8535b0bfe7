import { mutateJobs } from './jobs/mutate.ts'
import { validateJobs } from './jobs/validate.ts'
import { mutatePods } from './pods/mutate.ts'
import type { Webhook } from './webhook.ts'

/** Every webhook that is served, in the order in which users read about them. */
export const webhooks: readonly Webhook[] = [mutateJobs, validateJobs, mutatePods]
