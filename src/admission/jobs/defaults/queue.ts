import { add } from '../../../kubernetes/json-patch.ts'
import type { JobDefault } from '../default.ts'

/** A job without a queue goes to `default`. Mirrors jobs/mutate: patchDefaultQueue. */
export const queue: JobDefault = ({ spec = {} }) => (spec.queue ? [] : [add('/spec/queue', 'default')])
