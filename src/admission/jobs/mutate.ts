import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { queueOfNamespace } from '../namespace-queue.ts'
import type { Review } from '../review.ts'
import type { Settings } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
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
    readsMore: ({ namespaceQueues }) => (namespaceQueues ? ['namespaces'] : []),
    lookUps: ({ object, oldObject, namespace }, { namespaceQueues }) =>
      namespaceQueues && oldObject === undefined && namesNoQueue(object)
        ? [{ from: 'namespaces', name: namespace }]
        : [],
  },
  (review, settings, cluster) => {
    const { object, oldObject } = review
    if (object.metadata?.deletionTimestamp !== undefined) return { patch: [], findings: [] }
    const defaultQueue = queueFor(review, settings, cluster)
    const own = defaultQueue === settings.defaultQueue ? settings : { ...settings, defaultQueue }
    const job = mayMove(settings) && namesNoQueue(object) ? withoutQueue(object) : object
    const patch = oldObject === undefined ? completions(job, own) : lostCompletions(job, oldObject, own)
    return { patch, findings: [] }
  },
)

/** The CRD gives `default` to a job that names no queue, before anybody is asked: the two look the same. */
const namesNoQueue = ({ spec = {} }: Job): boolean => ['', 'default'].includes(spec.queue ?? '')

const mayMove = ({ defaultQueue, namespaceQueues }: Settings): boolean => namespaceQueues || defaultQueue !== 'default'

const withoutQueue = (job: Job): Job => (job.spec === undefined ? job : { ...job, spec: { ...job.spec, queue: '' } })

/** Where a job goes that names no queue: the queue of its namespace, or else the default one. A stored job stays where it is. */
function queueFor(
  { oldObject, namespace }: Review<Job>,
  { defaultQueue, namespaceQueues }: Settings,
  cluster: Partial<Snapshot>,
): string {
  if (oldObject !== undefined) return oldObject.spec?.queue || defaultQueue
  return (namespaceQueues && queueOfNamespace(cluster, namespace)) || defaultQueue
}
