import { mutating } from '../webhook.ts'
import { completions, lostCompletions } from './complete.ts'
import { jobRegistration } from './registration.ts'
import { findReplacedZeroes, zeroesStay } from './replaced-zeroes.ts'
import { namesNoQueue, queueOfNewJob, settleQueue } from './settle-queue.ts'

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
    advice: [zeroesStay],
    readsMore: ({ namespaceQueues }) => (namespaceQueues ? ['namespaces'] : []),
    lookUps: ({ object, oldObject, namespace }, { namespaceQueues }) =>
      namespaceQueues && oldObject === undefined && namesNoQueue(object)
        ? [{ from: 'namespaces', name: namespace }]
        : [],
  },
  ({ object, oldObject, namespace }, settings, cluster) => {
    if (object.metadata?.deletionTimestamp !== undefined) return { patch: [], findings: [] }
    const queue = oldObject?.spec?.queue || queueOfNewJob(namespace, settings, cluster)
    const settled = settleQueue(object, settings, queue)
    const patch =
      oldObject === undefined
        ? completions(settled.job, settled.settings)
        : lostCompletions(settled.job, oldObject, settled.settings)
    return { patch, findings: oldObject === undefined ? findReplacedZeroes(object, settings) : [] }
  },
)
