import { differences } from '../../../kubernetes/differences.ts'
import { type Job, type JobSpec, jobSpecShape } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, forbidden, quote } from '../../finding.ts'
import type { Settings } from '../../settings.ts'
import { given } from '../defaults/given.ts'
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
  about: {
    why: 'Volcano follows changes of `minAvailable`, `priorityClassName` and of the replicas and `minAvailable` of tasks alone.',
    fix: 'Make a new job for other changes. The manifest that made the job can be applied again.',
    upstream: [4085],
  },

  reads: [],
  check({ object, oldObject = {} }, _, settings) {
    const [tasks, oldTasks] = [object.spec?.tasks?.length ?? 0, oldObject.spec?.tasks?.length ?? 0]
    const [before, after] = [fixedPartOf(oldObject, settings), fixedPartOf(object, settings)]
    if (tasks === oldTasks) return tell(before, after)
    const advice = `the job was created with ${oldTasks}, now there are ${tasks}: make a new job`
    return [
      forbidden('spec.tasks', `job updates may not add or remove tasks; ${advice}`),
      ...tell({ ...before, tasks: [] }, { ...after, tasks: [] }),
    ]
  },
}

const tell = (before: JobSpec, after: JobSpec): readonly Finding[] =>
  differences(jobSpecShape, before, after, 'spec').map((changed) => {
    // Arguments of plugins may be keys: what stands in a refusal ends up in logs.
    const what = changed.path.startsWith('spec.plugins')
      ? 'this one changes'
      : `this one changes from ${quote(changed.before)} to ${quote(changed.after)}`
    return forbidden(changed.path, `${sentence}; ${what}: make a new job`)
  })

/** The spec without what may change, and with the defaults that mean the same when they are absent. */
function fixedPartOf({ spec = {} }: Job, settings: Settings): JobSpec {
  const { minAvailable: _, priorityClassName: __, ...fixed } = spec
  return {
    ...fixed,
    maxRetry: retriesOf(spec, settings),
    ...(spec.tasks && {
      tasks: spec.tasks.map(({ replicas: _, minAvailable: __, ...task }) => ({
        ...task,
        maxRetry: retriesOf(task, settings),
      })),
    }),
    ...(spec.volumes && {
      volumes: spec.volumes.map(({ volumeClaimName = '', ...volume }) =>
        volume.volumeClaim === undefined ? { ...volume, volumeClaimName } : volume,
      ),
    }),
  }
}

const retriesOf = ({ maxRetry }: Readonly<{ maxRetry?: number }>, settings: Settings): number =>
  given(maxRetry, settings) ?? defaultMaxRetry
