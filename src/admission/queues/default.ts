import type { JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'

/** What to add to a queue where it is silent, at leaf paths, so that nothing else of it is touched. */
export type QueueDefault = (queue: Queue) => JsonPatch
