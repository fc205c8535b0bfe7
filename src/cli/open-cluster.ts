import { completeJob } from '../admission/jobs/complete.ts'
import type { Settings } from '../admission/settings.ts'
import type { Snapshot } from '../admission/snapshot.ts'
import { openObjectFiles } from '../cluster/object-files.ts'
import { describeMistake } from '../manifests/manifest.ts'

/**
 * The cluster that manifests stand for, as they are now: nothing at all is known when no path is given, and then rules that
 * need the cluster are left out.
 */
export async function openCluster(
  paths: readonly string[],
  settings: Settings,
  complain: (sentence: string) => void,
): Promise<Partial<Snapshot>> {
  if (paths.length === 0) return {}
  const files = openObjectFiles(paths, {
    onMistake: (mistake) => complain(describeMistake(mistake)),
    complete: (job) => completeJob(job, settings),
  })
  await files.start()
  const snapshot = await files.snapshotFor([], new AbortController().signal)
  await files.close()
  return snapshot
}
