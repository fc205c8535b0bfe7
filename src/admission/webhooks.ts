import { mutateJobs } from './jobs/mutate.ts'
import { validateJobs } from './jobs/validate.ts'
import { mutatePods } from './pods/mutate.ts'
import type { Webhook } from './webhook.ts'

/** Every webhook that is served, in the order in which users read about them. */
export const webhooks: readonly Webhook[] = [mutateJobs, validateJobs, mutatePods]

/** Volcano's other webhooks: their paths are known, and nothing is served there yet. */
export const notYetServed: readonly string[] = [
  '/pods/validate',
  '/queues/mutate',
  '/queues/validate',
  '/podgroups/mutate',
  '/podgroups/validate',
  '/jobflows/validate',
  '/hypernodes/validate',
  '/cronjobs/validate',
]
