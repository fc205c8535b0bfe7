import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js'
import { parseManifests } from '../manifests/parse-manifests.ts'

/** The values of the flags --kubeconfig and --master, '' where they are not set. */
export type ConfigPlace = Readonly<{ kubeconfig: string; master: string }>

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/**
 * The cluster and user of the current context, or, with neither flag set, the service account of the pod. Throws when there
 * is none, and says what to do. Mirrors pkg/kube/config.go: BuildConfig.
 */
export function loadKubeconfig({ kubeconfig, master }: ConfigPlace): KubeConfig {
  const config = new KubeConfig()
  if (kubeconfig !== '') return readKubeconfig(kubeconfig, master)
  if (master !== '') config.loadFromClusterAndUser(reachable({ name: 'master', server: master }), { name: 'anonymous' })
  else if (process.env.KUBERNETES_SERVICE_HOST && existsSync(serviceAccountToken)) config.loadFromCluster()
  else throw new Error('there is no service account of a pod here: set --kubeconfig, or --master, or --objects')
  return config
}

function readKubeconfig(path: string, master: string): KubeConfig {
  const file = new KubeConfig()
  try {
    file.loadFromFile(path)
  } catch (cause) {
    throw new Error(`--kubeconfig: ${path} cannot be used: ${(cause as Error).message}`, { cause })
  }
  const cluster = file.getCurrentCluster()
  if (cluster === null) {
    const context = file.getCurrentContext() ?? ''
    throw new Error(`--kubeconfig: ${path} cannot be used: its current-context "${context}" leads to no cluster`)
  }
  const user = withTokenFile(file.getCurrentUser() ?? { name: 'anonymous' }, path)
  const config = new KubeConfig()
  config.loadFromClusterAndUser(reachable({ ...cluster, ...(master && { server: master }) }), withExecInfo(user))
  return config
}

/** The library takes plain HTTP only for unchecked TLS. Slashes at the end would double. */
const reachable = (cluster: Omit<Cluster, 'skipTLSVerify'> & Partial<Cluster>): Cluster => {
  const server = cluster.server.replace(/\/+$/, '')
  return { ...cluster, server, skipTLSVerify: (cluster.skipTLSVerify ?? false) || server.startsWith('http:') }
}

/** The library does not know `tokenFile` of users, which wins over `token`. */
function withTokenFile(user: User, path: string): User {
  const [manifest] = parseManifests(path, readFileSync(path, 'utf8')).manifests
  const users = (manifest?.object.users ?? []) as readonly { name?: string; user?: { tokenFile?: string } }[]
  const tokenFile = users.find(({ name }) => name === user.name)?.user?.tokenFile
  if (!tokenFile) return user
  const { token, ...rest } = user
  return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: resolve(dirname(path), tokenFile) } } }
}

/** What plugins learn about who asks. Mirrors client-go plugin/pkg/client/auth/exec. */
function withExecInfo(user: User): User {
  const { exec } = user
  if (!exec) return user
  const info = { apiVersion: exec.apiVersion, kind: 'ExecCredential', spec: { interactive: false } }
  const variable = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }
  return { ...user, exec: { ...exec, env: [...(exec.env ?? []), variable] } }
}
