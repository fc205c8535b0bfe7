import type { Snapshot } from '../admission/snapshot.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { ManifestMistake } from '../manifests/manifest.ts'
import { followPaths } from './follow-paths.ts'
import { createManifestCache } from './manifest-cache.ts'
import { clusterOf } from './manifest-cluster.ts'
import type { ObjectSource } from './object-source.ts'
import { resourceNames, resources } from './resources.ts'
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

/** Files and folders of manifests that stand in for a cluster, and are followed while they change. */
export function openObjectFiles(
  paths: readonly string[],
  { onMistake, onReload, complete = (job) => job, timers = systemTimers, pollMs = 5_000 }: ObjectFiles,
): ObjectSource {
  const cache = createManifestCache(paths, onMistake)
  let cluster = clusterOf([], complete)
  let readAt: number | undefined
  let reading = Promise.resolve()
  let following: ReturnType<typeof followPaths> | undefined
  let isClosed = false

  const load = async (): Promise<boolean> => {
    const objects = await cache.read()
    const isFirst = readAt === undefined
    readAt = timers.now()
    if (objects === undefined) return false
    cluster = clusterOf(objects, complete)
    return !isFirst
  }
  const reload = () => {
    reading = reading.then(load).then((hasChanged) => {
      if (hasChanged && !isClosed) onReload?.()
    })
  }
  const statusOf = (name: keyof Snapshot) => {
    const objects = cluster[name]?.size() ?? 0
    return { resource: resources[name].name, synced: readAt !== undefined, objects, lastEventAt: readAt, restarts: 0 }
  }
  return {
    snapshotFor: () => cluster,
    isSynced: () => readAt !== undefined,
    status: () => resourceNames.map(statusOf),
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
