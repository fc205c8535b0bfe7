import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { queueOfNamespace } from '../namespace-queue.ts'
import type { Settings } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'

/** The CRD gives `default` to a job that names no queue, before anybody is asked: the two look the same. */
export const namesNoQueue = ({ spec = {} }: Job): boolean => ['', 'default'].includes(spec.queue ?? '')

/** Where a new job goes that names no queue: the queue of its namespace, or else the default one. */
export const queueOfNewJob = (
  namespace: string,
  { defaultQueue, namespaceQueues }: Settings,
  cluster: Partial<Snapshot>,
): string => (namespaceQueues && queueOfNamespace(cluster, namespace)) || defaultQueue

/** The job, and settings by which it is completed with that queue where it names none. */
export function settleQueue(job: Job, settings: Settings, queue: string): Readonly<{ job: Job; settings: Settings }> {
  const { defaultQueue, namespaceQueues } = settings
  if (!namespaceQueues && defaultQueue === 'default' && queue === 'default') return { job, settings }
  const own = queue === defaultQueue ? settings : { ...settings, defaultQueue: queue }
  const mayMove = namespaceQueues || defaultQueue !== 'default'
  if (!mayMove || job.spec === undefined || !namesNoQueue(job)) return { job, settings: own }
  return { job: { ...job, spec: { ...job.spec, queue: '' } }, settings: own }
}
