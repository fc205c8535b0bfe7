import { additions, fillIn } from '../../kubernetes/fill-in.ts'
import { type JsonPatch, valueAt } from '../../kubernetes/json-patch.ts'
import type { Job, JobSpec } from '../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../settings.ts'
import type { JobDefault } from './default.ts'
import { maxRetry } from './defaults/max-retry.ts'
import { minAvailable } from './defaults/min-available.ts'
import { plugins } from './defaults/plugins.ts'
import { lostPublishing } from './defaults/publishing.ts'
import { queue } from './defaults/queue.ts'
import { schedulerName } from './defaults/scheduler-name.ts'
import { tasks } from './defaults/tasks.ts'
import { lostClaimNames } from './lost-claim-names.ts'

/** The order is the order of the operations. */
const defaults: readonly JobDefault[] = [queue, schedulerName, maxRetry, tasks, minAvailable, plugins]

const completed = (spec: JobSpec, settings: Settings): JobSpec =>
  Object.assign({}, ...defaults.map((complete) => complete(spec, settings)))

/** The job as it is stored. A job without a spec gets nothing: there is no place for it, and it will be refused. */
export const completeJob = (job: Job, settings: Settings): Job =>
  job.spec === undefined ? job : { ...job, spec: fillIn(job.spec, completed(job.spec, settings)) }

/** What a job lacks. */
export const completions = ({ spec }: Job, settings: Settings): JsonPatch =>
  spec === undefined ? [] : additions(spec, completed(spec, settings), '/spec')

/**
 * What an update lost: the manifest that made a job lacks the defaults that were filled in then, and the names of claims. Only
 * what the stored job has comes back, so that no job changes that was stored without. What the update says stays, be it 0,
 * where an update may say it; of retries, which stay as they are, 0 counts as not given, as it did when the job was made.
 */
export const lostCompletions = (job: Job, oldJob: Job, settings: Settings): JsonPatch => [
  ...completions(job, settings).filter(
    ({ path }) => isLost(valueAt(job, path), path) && Boolean(valueAt(oldJob, path)),
  ),
  ...lostClaimNames(job, oldJob),
  ...lostPublishing(job, oldJob),
]

const isLost = (value: unknown, path: string): boolean =>
  value === undefined || value === '' || (value === 0 && path.endsWith('/maxRetry'))
