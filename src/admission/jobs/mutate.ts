import { mutating } from '../webhook.ts'
import { completions } from './complete.ts'
import { jobRegistration } from './registration.ts'

/**
 * Completes jobs, on update, too: the manifest that made a job can then be applied again, as it lacks the same defaults.
 * A job that is being deleted is left as it is.
 */
export const mutateJobs = mutating(
  {
    ...jobRegistration,
    path: '/jobs/mutate',
    name: 'mutatejob.volcano.sh',
    wrongOperation: "expect operation to be 'CREATE' ",
    lookUps: () => [],
  },
  ({ object }, settings) => ({
    patch: object.metadata?.deletionTimestamp === undefined ? completions(object, settings) : [],
    findings: [],
  }),
)
