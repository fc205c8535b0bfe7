import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { type Credentials, issueClientCertificate } from './certificates.ts'
import { type CommandResult, runCommand } from './run-command.ts'
import { type Site, urlOf } from './site.ts'

type Options = Readonly<{ input?: string; kubeconfig?: string }>
type Client = (args: readonly string[], options?: Options) => Promise<CommandResult>

/** The ways to talk to a control plane. Clients are cluster administrator unless `kubeconfig` names another file. */
export type Clients = Readonly<{
  kubeconfigPath: string
  kubectl: Client
  /** Throws where helm could neither be found nor built. */
  helm: Client
  /** Writes a kubeconfig of an ordinary user, who may do what RBAC grants, and returns its path. */
  kubeconfigOf: (user: string, groups?: readonly string[]) => Promise<string>
}>

export async function createClients(binaries: Binaries, site: Site): Promise<Clients> {
  const kubeconfigOf = async (user: string, groups: readonly string[] = []): Promise<string> => {
    const path = join(site.folder, `${randomUUID()}.kubeconfig`)
    const client = await issueClientCertificate(site.authority, { user, groups })
    writeFileSync(path, kubeconfig(urlOf(site.apiServerPort), site.authority, client), { mode: 0o600 })
    return path
  }
  const kubeconfigPath = await kubeconfigOf('control-plane-administrator', ['system:masters'])
  const client =
    (program: 'kubectl' | 'helm'): Client =>
    async (args, { input, kubeconfig = kubeconfigPath } = {}) => {
      const path = binaries[program]
      if (path === undefined)
        throw new Error(`${program} is not in KUBEBUILDER_ASSETS, and Go is not there to build it`)
      return runCommand(path, args, { input, env: environment(site.folder, kubeconfig) })
    }
  return { kubeconfigPath, kubeconfigOf, kubectl: client('kubectl'), helm: client('helm') }
}

/** A home of its own keeps caches and settings of the user's kubectl and helm away, and nothing goes through a proxy. */
const environment = (home: string, kubeconfig: string): Readonly<Record<string, string>> => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  KUBECONFIG: kubeconfig,
})

/** A kubeconfig with everything inside it, as JSON, which is YAML too. */
function kubeconfig(server: string, authority: Credentials, client: Credentials): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString('base64')
  const cluster = { server, 'certificate-authority-data': base64(authority.certificate) }
  const user = { 'client-certificate-data': base64(client.certificate), 'client-key-data': base64(client.key) }
  const name = 'control-plane'
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  })
}
