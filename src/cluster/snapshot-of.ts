import type { Snapshot } from '../admission/snapshot.ts'
import { queueShape } from '../kubernetes/shapes/queue.ts'
import { jobShape } from '../kubernetes/shapes/volcano-job.ts'
import { createJobStore } from './job-store.ts'
import { project } from './project.ts'
import { createQueueStore } from './queue-store.ts'
import { isOf, jobs, queues } from './resources.ts'

/**
 * The jobs and queues among the objects as they are given, and nothing else: no namespace, state or queue is made up. Of
 * two objects of the same name the later counts. The objects stay as they were.
 */
export function snapshotOf(objects: readonly unknown[]): Pick<Snapshot, 'jobs' | 'queues'> {
  const jobStore = createJobStore()
  const queueStore = createQueueStore()
  for (const object of objects) {
    if (isOf(jobs, object)) jobStore.put(project(jobShape, object))
    else if (isOf(queues, object)) queueStore.put(project(queueShape, object))
  }
  return { jobs: jobStore, queues: queueStore }
}
