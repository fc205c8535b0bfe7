import type { JobDefault } from '../default.ts'

/** A job without a scheduler gets the first of --scheduler-name. Mirrors jobs/mutate: patchDefaultScheduler. */
export const schedulerName: JobDefault = (spec, { schedulerNames }) => ({
  schedulerName: spec.schedulerName || (schedulerNames[0] ?? 'volcano'),
})
