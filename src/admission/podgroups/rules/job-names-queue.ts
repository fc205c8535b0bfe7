import type { PodGroup } from '../../../kubernetes/shapes/pod-group.ts'
import { checkQueueIsNamed, jobNamesQueue as requirement } from '../../required-queue.ts'
import type { Rule } from '../../rule.ts'

/** A pod group names a queue, or its namespace does. Of that of a job, the job is asked. */
export const jobNamesQueue: Rule<PodGroup> = {
  ...requirement,
  reads: [],
  check: ({ object: { metadata, spec = {} } }, _, { defaultQueue }) =>
    metadata?.ownerReferences?.some(
      ({ kind, apiVersion }) => kind === 'Job' && apiVersion === 'batch.volcano.sh/v1alpha1',
    )
      ? []
      : checkQueueIsNamed(spec.queue ?? '', defaultQueue, 'a pod group'),
}
