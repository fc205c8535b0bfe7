import { completeJob } from '../admission/jobs/complete.ts'
import type { Settings } from '../admission/settings.ts'
import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { watchObjects } from '../cluster/cluster-objects.ts'
import { connectCluster } from '../cluster/connect-cluster.ts'
import { openObjectFiles } from '../cluster/object-files.ts'
import type { ObjectSource } from '../cluster/object-source.ts'
import type { Config } from '../config/config.ts'
import { describeMistake } from '../manifests/manifest.ts'
import type { Logger } from '../server/logger.ts'
import type { Reading } from '../tls/certificate-files.ts'

/** Whoever knows the objects; with manifests there is no API server to talk to. */
export type OpenedObjects = Readonly<{ source: ObjectSource; client: ApiClient | undefined }>

/**
 * The manifests of --objects, or else what the webhooks read of the cluster. A mistake says why there is no way to the API
 * server.
 */
export async function openObjects(
  config: Config,
  webhooks: readonly Webhook[],
  settings: Settings,
  log: Logger,
): Promise<Reading<OpenedObjects>> {
  if (config.objects.length > 0) {
    const source = openObjectFiles(config.objects, {
      onMistake: (mistake) => log.error({ ...mistake }, `a manifest is not used: ${describeMistake(mistake)}`),
      onReload: () => log.info({ resources: source.status() }, 'the manifests have changed'),
      complete: (job) => completeJob(job, settings),
    })
    return { value: { source, client: undefined } }
  }
  const { value: client, mistakes } = await connect(config)
  if (client === undefined) return { mistakes }
  const reads = [...new Set(webhooks.flatMap(({ reads, readsMore }) => [...reads, ...(readsMore?.(settings) ?? [])]))]
  const source = watchObjects(client, { reads, logger: log, lookUpTimeoutMs: config.cluster.lookUpTimeout })
  return { value: { source, client } }
}

async function connect({ cluster }: Config): Promise<Reading<ApiClient>> {
  try {
    return { value: await connectCluster(cluster) }
  } catch (error) {
    return { mistakes: [`unable to build k8s config: ${error instanceof Error ? error.message : error}`] }
  }
}
