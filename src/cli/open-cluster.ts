import { completeJob } from '../admission/jobs/complete.ts'
import type { Settings } from '../admission/settings.ts'
import type { Snapshot } from '../admission/snapshot.ts'
import { createManifestCache } from '../cluster/manifest-cache.ts'
import { clusterOf } from '../cluster/manifest-cluster.ts'
import { isAmong, resourceNames } from '../cluster/resources.ts'
import { describeMistake, type KubernetesObject } from '../manifests/manifest.ts'

/**
 * The cluster that manifests stand for, as they are now: those under the paths of --objects, and `more`. When no path is
 * given, only the kinds that are among `more` are known, and rules that read others are left out.
 */
export async function openCluster(
  paths: readonly string[],
  settings: Settings,
  complain: (sentence: string) => void,
  more: readonly KubernetesObject[] = [],
): Promise<Partial<Snapshot>> {
  const { read } = createManifestCache(paths, (mistake) => complain(describeMistake(mistake)))
  const objects = [...((await read()) ?? []), ...more]
  const cluster = clusterOf(objects, (job) => completeJob(job, settings))
  if (paths.length > 0) return cluster
  const known = resourceNames.filter((name) => isAmong(name, objects))
  return Object.fromEntries(known.map((name) => [name, cluster[name]]))
}
