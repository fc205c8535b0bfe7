import type { JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../settings.ts'

/** What to add to a job where it is silent, at leaf paths, so that nothing else of it is touched. */
export type JobDefault = (job: Job, settings: Settings) => JsonPatch
