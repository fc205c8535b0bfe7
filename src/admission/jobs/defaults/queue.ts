import { add } from '../../../kubernetes/json-patch.ts'
import type { JobDefault } from '../default.ts'

/** A job without a queue goes to `default`, or where --default-queue says. Mirrors jobs/mutate: patchDefaultQueue. */
export const queue: JobDefault = ({ spec = {} }, { defaultQueue }) =>
  spec.queue ? [] : [add('/spec/queue', defaultQueue)]
