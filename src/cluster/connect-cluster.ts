import { type ApiClient, createApiClient } from './api-client.ts'
import { createRateLimit } from './rate-limit.ts'
import { systemTimers, type Timers } from './timers.ts'

type Connection = Readonly<{
  /** Path of a kubeconfig file. */
  kubeconfig?: string
  /** URL of the API server; wins over that of the kubeconfig. */
  master?: string
  requestsPerSecond: number
  burst: number
  timers?: Timers
}>

/**
 * A client of the API server, with the credentials of the kubeconfig, or, with neither kubeconfig nor master, of the pod's
 * service account. Nothing is asked yet. Rejects when there is no such configuration. The client library, which is large,
 * is loaded here and not before.
 */
export async function connectCluster({
  kubeconfig = '',
  master = '',
  requestsPerSecond,
  burst,
  timers = systemTimers,
}: Connection): Promise<ApiClient> {
  const { loadCredentials } = await import('./kubeconfig-credentials.ts')
  const limit = createRateLimit({ perSecond: requestsPerSecond, burst }, timers)
  return createApiClient(loadCredentials({ kubeconfig, master }, timers.now), limit)
}
