import { checkQueueIsNamed, jobNamesQueue as requirement } from '../../required-queue.ts'
import type { JobRule } from '../rule.ts'

/** A job names a queue, or its namespace does. An administrator may ask for that; Volcano does not. */
export const jobNamesQueue: JobRule = {
  ...requirement,
  reads: [],
  check: ({ object: { spec = {} } }, _, { defaultQueue }) => checkQueueIsNamed(spec.queue ?? '', defaultQueue, 'a job'),
}
