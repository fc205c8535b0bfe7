import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { type Clients, createClients } from './clients.ts'
import { compactEtcd } from './compact-etcd.ts'
import { apiServerFlags, controllerManagerFlags, etcdFlags } from './flags.ts'
import { prepareSite, urlOf } from './site.ts'
import { type RunningProcess, startProcess } from './start-process.ts'
import { waitUntil } from './wait-until.ts'
import { waitUntilReady } from './wait-until-ready.ts'

/** A running etcd and kube-apiserver. */
export type ControlPlane = Clients &
  Readonly<{
    url: string
    /** PEM of the authority that signed the API server's certificate. */
    authority: string
    /** The audit log of what was done to Volcano's jobs so far. */
    auditEvents: () => readonly AuditEvent[]
    /** Kills the API server. */
    stopApiServer: () => Promise<void>
    /** Starts it again with the same data, address and credentials, and with these flags besides its own. */
    startApiServer: (flags?: readonly string[]) => Promise<void>
    /** One after the other. */
    restartApiServer: () => Promise<void>
    /** Makes etcd forget all but the present state: nobody can go on from an earlier one. */
    compact: () => Promise<void>
    /** Starts kube-controller-manager with nothing but its garbage collector. Install CRDs before. */
    startControllerManager: () => Promise<void>
    /** Ends all processes and removes their folder. The same happens when the calling process dies. */
    stop: () => Promise<void>
  }>

/** An entry of the audit log, as far as tests look at it. */
export type AuditEvent = Readonly<{
  verb: string
  objectRef: Readonly<{ name?: string; namespace?: string }>
  annotations?: Readonly<Record<string, string>>
}>

/** Starts a control plane of its own and waits until it is ready. Builds its programs first where that was never done. */
export async function startControlPlane(): Promise<ControlPlane> {
  const binaries = await findBinaries()
  const site = await prepareSite()
  const url = urlOf(site.apiServerPort)
  const authority = site.authority.certificate
  const running = new Map<string, RunningProcess>()

  const start = (name: keyof Binaries, flags: readonly string[]): void => {
    const path = binaries[name]
    if (path === undefined) throw new Error(`${name} is not in KUBEBUILDER_ASSETS, and Go is not there to build it`)
    running.set(name, startProcess(name, [path, ...flags], join(site.folder, `${name}.log`)))
  }
  const waitFor = (probe: string) => waitUntilReady(probe, authority, [...running.values()])
  const startApiServer = (flags: readonly string[] = []) => {
    start('kube-apiserver', [...apiServerFlags(site), ...flags])
    return waitFor(`${url}/readyz`)
  }
  const stopApiServer = async () => running.get('kube-apiserver')?.stop()
  const stop = async () => {
    await Promise.all([...running.values()].map((program) => program.stop()))
    await site.removeFolder()
  }

  try {
    start('etcd', etcdFlags(site))
    const [clients] = await Promise.all([createClients(binaries, site), startApiServer()])
    // The API server makes it soon after it is ready.
    const hasNamespace = async () => (await clients.kubectl(['get', 'namespace', 'default'])).code === 0
    await waitUntil('the namespace default is there', hasNamespace)
    return {
      ...clients,
      url,
      authority,
      auditEvents: () =>
        readFileSync(join(site.folder, 'audit.log'), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line)),
      stopApiServer,
      startApiServer,
      async restartApiServer() {
        await stopApiServer()
        await startApiServer()
      },
      compact: () => compactEtcd(site.etcdPort),
      async startControllerManager() {
        start('kube-controller-manager', controllerManagerFlags(site, clients.kubeconfigPath))
        await waitFor(`${urlOf(site.managerPort)}/healthz`)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
