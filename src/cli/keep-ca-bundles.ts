import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { keepCaBundles as keepInCluster } from '../cluster/ca-bundle.ts'
import type { Logger } from '../server/logger.ts'

type CaBundles = ReturnType<typeof keepInCluster>

/** Keeps the CA in the webhook configurations, where there is a cluster. */
export function keepCaBundles(
  webhooks: readonly Webhook[],
  client: ApiClient | undefined,
  authority: () => string | Promise<string>,
  logger: Logger,
): CaBundles {
  if (client === undefined)
    return { status: () => [], refresh: () => Promise.resolve(), close: () => Promise.resolve() }
  return keepInCluster(client, { webhooks, authority, logger })
}
