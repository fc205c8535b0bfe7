import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { type CaBundleStatus, keepCaBundles as keepInCluster } from '../cluster/ca-bundle.ts'
import { createFailurePolicies, type PathStatus } from '../cluster/failure-policies.ts'
import type { Logger } from '../server/logger.ts'

type KeptConfigurations = Readonly<{
  bundles: () => readonly CaBundleStatus[]
  paths: () => readonly PathStatus[]
  close: () => Promise<void>
}>

type Keeping = Readonly<{
  /** PEM of the CAs that the API server is to trust. */
  authority: () => string | Promise<string>
  canAnswer: () => boolean
  schedulerName: () => string
  logger: Logger
}>

/** Keeps the CA and the failurePolicy in the webhook configurations, where there is a cluster. */
export function keepConfigurations(
  webhooks: readonly Webhook[],
  client: ApiClient | undefined,
  { authority, canAnswer, schedulerName, logger }: Keeping,
): KeptConfigurations {
  if (client === undefined) return { bundles: () => [], paths: () => [], close: () => Promise.resolve() }
  const policies = createFailurePolicies(client, { canAnswer, schedulerName, logger })
  const { status, close } = keepInCluster(client, { webhooks, authority, policies, logger })
  return { bundles: status, paths: policies.status, close }
}
