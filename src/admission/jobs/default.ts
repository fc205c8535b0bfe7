import type { JobSpec } from '../../kubernetes/shapes/volcano-job.ts'
import type { Settings } from '../settings.ts'

/** What a job is to say where it is silent; nothing else of it is touched. */
export type JobDefault = (spec: JobSpec, settings: Settings) => JobSpec
