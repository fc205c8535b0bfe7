import { completeJob } from '../admission/jobs/complete.ts'
import type { Settings } from '../admission/settings.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { watchObjects } from '../cluster/cluster-objects.ts'
import { connectCluster } from '../cluster/connect-cluster.ts'
import { openObjectFiles } from '../cluster/object-files.ts'
import type { ObjectSource } from '../cluster/object-source.ts'
import type { Config } from '../config/config.ts'
import { describeMistake } from '../manifests/manifest.ts'
import type { Logger } from '../server/logger.ts'

/** Whoever knows the objects; with manifests there is no API server to talk to. */
export type OpenedObjects = Readonly<{ source: ObjectSource; client: ApiClient | undefined }>

/** The manifests of --objects, or else the cluster. */
export async function openObjects(config: Config, settings: Settings, log: Logger): Promise<OpenedObjects> {
  if (config.objects.length > 0) {
    const source = openObjectFiles(config.objects, {
      onMistake: (mistake) => log.error({ ...mistake }, `a manifest is not used: ${describeMistake(mistake)}`),
      onReload: () => log.info({ resources: source.status() }, 'the manifests have changed'),
      complete: (job) => completeJob(job, settings),
    })
    return { source, client: undefined }
  }
  const client = await connectCluster(config.cluster)
  return { source: watchObjects(client, { logger: log, lookUpTimeoutMs: config.cluster.lookUpTimeout }), client }
}
