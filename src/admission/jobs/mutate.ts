import { mutating } from '../webhook.ts'
import { completions, lostCompletions } from './complete.ts'
import { jobRegistration } from './registration.ts'

/**
 * Completes new jobs, and gives an update back what its manifest lacks of the stored job, so that the manifest that made a
 * job can be applied again. A job that is being deleted is left as it is.
 */
export const mutateJobs = mutating(
  {
    ...jobRegistration,
    path: '/jobs/mutate',
    name: 'mutatejob.volcano.sh',
    about: 'Completes jobs: names of tasks, minimums, retries, the plugins that others need.',
    wrongOperation: () => "expect operation to be 'CREATE' ",
    reads: [],
    advice: [],
    lookUps: () => [],
  },
  ({ object, oldObject }, settings) => {
    if (object.metadata?.deletionTimestamp !== undefined) return { patch: [], findings: [] }
    const patch = oldObject === undefined ? completions(object, settings) : lostCompletions(object, oldObject, settings)
    return { patch, findings: [] }
  },
)
