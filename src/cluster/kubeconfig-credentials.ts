import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import type { Credentials } from './credentials.ts'
import { type ConfigPlace, loadKubeconfig } from './load-kubeconfig.ts'

/** A refusal by the API server makes everything be read again, at most so often: a plugin may have to be run for that. */
const renewEveryMs = 5_000

/**
 * Credentials by the client library: certificates, tokens, token files, exec plugins and OIDC, each renewed as needed.
 * Throws when the place names no configuration that can be read.
 */
export function loadCredentials(place: ConfigPlace, now: () => number): Credentials {
  let config = loadKubeconfig(place)
  let loadedAt = now()
  let isRefused = false
  let authorizing: Promise<RequestOptions> | undefined
  const { server } = clusterOf(config)

  const authorize = async (): Promise<RequestOptions> => {
    if (isRefused && now() - loadedAt >= renewEveryMs) {
      config = loadKubeconfig(place)
      loadedAt = now()
      isRefused = false
    }
    const options: RequestOptions = {}
    await config.applyToHTTPSOptions(options)
    // The library's agent would keep a client certificate that has been renewed, but it alone goes through the proxy.
    const { agent, ...own } = options
    return clusterOf(config).proxyUrl ? options : own
  }
  return {
    server,
    authorize() {
      authorizing ??= authorize().finally(() => {
        authorizing = undefined
      })
      return authorizing
    },
    renew() {
      isRefused = true
    },
  }
}

function clusterOf(config: KubeConfig): Cluster {
  const cluster = config.getCurrentCluster()
  if (cluster === null) throw new Error('a configuration without a cluster is never loaded')
  return cluster
}
