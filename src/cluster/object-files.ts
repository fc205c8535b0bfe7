import type { Snapshot } from '../admission/snapshot.ts'
import { type Queue, queueShape } from '../kubernetes/shapes/queue.ts'
import { type Job, jobShape } from '../kubernetes/shapes/volcano-job.ts'
import type { KubernetesObject, ManifestMistake } from '../manifests/manifest.ts'
import { followPaths } from './follow-paths.ts'
import { createJobStore } from './job-store.ts'
import { createManifestCache } from './manifest-cache.ts'
import type { ObjectSource } from './object-source.ts'
import { project } from './project.ts'
import { createQueueStore } from './queue-store.ts'
import { isOf, jobs, queues } from './resources.ts'
import { systemTimers, type Timers } from './timers.ts'

type ObjectFiles = Readonly<{
  /** Hears once of each thing in the files that cannot be used; the last good content of such a file stays. */
  onMistake: (mistake: ManifestMistake) => void
  /** Called after each change of the files, not after the first reading. */
  onReload?: () => void
  /** What the cluster adds to a job when it is stored. */
  complete?: (job: Job) => Job
  timers?: Timers
  /** Milliseconds after which the files are read again in any case. */
  pollMs?: number
}>

/**
 * Files and folders of manifests that stand in for a cluster, and are followed while they change. As in a cluster, jobs
 * are in the namespace `default` when they name none, queues are open unless their status says otherwise, and there are
 * the queues `root` and `default`.
 */
export function openObjectFiles(
  paths: readonly string[],
  { onMistake, onReload, complete = (job) => job, timers = systemTimers, pollMs = 5_000 }: ObjectFiles,
): ObjectSource {
  const jobStore = createJobStore()
  const queueStore = createQueueStore()
  const snapshot: Partial<Snapshot> = { jobs: jobStore, queues: queueStore }
  const cache = createManifestCache(paths, onMistake)
  let readAt: number | undefined
  let reading = Promise.resolve()
  let following: ReturnType<typeof followPaths> | undefined
  let isClosed = false

  const load = async (): Promise<boolean> => {
    const objects = await cache.read()
    const isFirst = readAt === undefined
    readAt = timers.now()
    if (objects === undefined) return false
    jobStore.replaceAll(objects.filter((object) => isOf(jobs, object)).map((object) => complete(storedJob(object))))
    queueStore.replaceAll([...ownQueues, ...objects.filter((object) => isOf(queues, object)).map(storedQueue)])
    return !isFirst
  }
  const reload = () => {
    reading = reading.then(load).then((hasChanged) => {
      if (hasChanged && !isClosed) onReload?.()
    })
  }
  return {
    snapshotFor: () => snapshot,
    isSynced: () => readAt !== undefined,
    status: () =>
      [
        { resource: jobs.name, objects: jobStore.size() },
        { resource: queues.name, objects: queueStore.size() },
      ].map((status) => ({ ...status, synced: readAt !== undefined, lastEventAt: readAt, restarts: 0 })),
    async start() {
      const report = (file: string, message: string) => onMistake({ file, line: undefined, message })
      following = followPaths(paths, { onChange: reload, onMistake: report, timers, settleMs: 50, pollMs })
      reload()
      await reading
    },
    async close() {
      isClosed = true
      following?.close()
      await reading
    },
  }
}

function storedJob(manifest: KubernetesObject): Job {
  const job = project(jobShape, manifest)
  return { ...job, metadata: { ...job.metadata, namespace: job.metadata?.namespace || 'default' } }
}

function storedQueue(manifest: KubernetesObject): Queue {
  const queue = project(queueShape, manifest)
  return { ...queue, status: { ...queue.status, state: queue.status?.state || 'Open' } }
}

/** Volcano's scheduler creates them. */
const ownQueues: readonly Queue[] = [
  { metadata: { name: 'root' }, status: { state: 'Open' } },
  { metadata: { name: 'default' }, spec: { parent: 'root' }, status: { state: 'Open' } },
]
