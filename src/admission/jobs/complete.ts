import { applyPatch, type JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../settings.ts'
import type { JobDefault } from './default.ts'
import { maxRetry } from './defaults/max-retry.ts'
import { minAvailable } from './defaults/min-available.ts'
import { plugins } from './defaults/plugins.ts'
import { queue } from './defaults/queue.ts'
import { schedulerName } from './defaults/scheduler-name.ts'
import { tasks } from './defaults/tasks.ts'

/** The order is the order of the operations. */
const defaults: readonly JobDefault[] = [queue, schedulerName, maxRetry, tasks, minAvailable, plugins]

/** What a job lacks. A job without a spec gets nothing: there is no place for it, and it will be refused. */
export const completions = (job: Job, settings: Settings): JsonPatch =>
  job.spec === undefined ? [] : defaults.flatMap((complete) => complete(job, settings))

/** The job as it is stored. */
export const completeJob = (job: Job, settings: Settings): Job => applyPatch(job, completions(job, settings))
