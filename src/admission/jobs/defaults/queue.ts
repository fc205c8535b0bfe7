import type { JobDefault } from '../default.ts'

/** A job without a queue goes to `default`, or where --default-queue says. Mirrors jobs/mutate: patchDefaultQueue. */
export const queue: JobDefault = (spec, { defaultQueue }) => ({ queue: spec.queue || defaultQueue })
