import { differences } from '../../../kubernetes/differences.ts'
import { type Job, type JobSpec, jobSpecShape } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, forbidden, quote } from '../../finding.ts'
import { defaultMaxRetry } from '../defaults/max-retry.ts'
import type { JobRule } from '../rule.ts'

const sentence =
  'job updates may not change fields other than `minAvailable`, `tasks[*].replicas under spec` and `PriorityClassName`'

/**
 * A job's update changes minAvailable, priorityClassName, replicas and minAvailable of tasks, and nothing else of the spec.
 * Defaults that the update leaves out are no change, so the manifest that made the job can be applied again.
 * Mirrors jobs/validate: validateJobUpdate.
 */
export const onlyScaleChanges: JobRule = {
  id: 'only-scale-changes',
  nature: 'upstream',
  reads: [],
  check({ object, oldObject = {} }) {
    const [tasks, oldTasks] = [object.spec?.tasks?.length ?? 0, oldObject.spec?.tasks?.length ?? 0]
    if (tasks !== oldTasks) {
      const advice = `the job was created with ${oldTasks}, now there are ${tasks}: make a new job`
      return [forbidden('spec.tasks', `job updates may not add or remove tasks; ${advice}`)]
    }
    return differences(jobSpecShape, fixedPartOf(oldObject), fixedPartOf(object), 'spec').map(
      ({ path, before, after }): Finding =>
        forbidden(path, `${sentence}; this one changes from ${quote(before)} to ${quote(after)}: make a new job`),
    )
  },
}

/** The spec without what may change, and with the defaults that mean the same when they are absent. */
function fixedPartOf({ spec = {} }: Job): JobSpec {
  const { minAvailable: _, priorityClassName: __, ...fixed } = spec
  return {
    ...fixed,
    maxRetry: spec.maxRetry || defaultMaxRetry,
    ...(spec.tasks && {
      tasks: spec.tasks.map(({ replicas: _, minAvailable: __, ...task }) => ({
        ...task,
        maxRetry: task.maxRetry || defaultMaxRetry,
      })),
    }),
    ...(spec.volumes && {
      volumes: spec.volumes.map(({ volumeClaimName = '', ...volume }) =>
        volume.volumeClaim === undefined ? { ...volume, volumeClaimName } : volume,
      ),
    }),
  }
}
