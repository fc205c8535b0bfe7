import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webhooks } from '../../src/admission/webhooks.ts'
import { findFreePorts } from '../control-plane/free-ports.ts'
import { registerWebhook } from '../control-plane/register-webhook.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { createTemporaryFolder, type TemporaryFolder } from '../control-plane/temporary-folder.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { ask } from './ask.ts'

/** The admission server as a process, ready to answer. */
export type RunningServer = Readonly<{
  url: string
  port: number
  /** Where its health checks and metrics are. */
  healthUrl: string
  /** What /readyz says now. */
  isReady: () => Promise<boolean>
  /** Resident memory in MB, as the operating system counts it. */
  memory: () => number
  /** Where its certificate is; another server may use the same. */
  certificates: TemporaryFolder | undefined
  /** The CA of its certificate, PEM; '' when it is not in a folder. */
  authority: string
  /** The lines that it has logged so far. */
  log: () => readonly Readonly<Record<string, unknown>>[]
  /** Sends SIGTERM and resolves with the exit code. */
  terminate: () => Promise<number | null>
  /** Ends it at once, with no chance to put anything in order. */
  kill: () => Promise<void>
  /** Starts it again at the same address, with the same certificate. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}>

/** Starts the server against the API server of the control plane, as an administrator, reached by its URL. */
export const startServer = (
  controlPlane: ControlPlane,
  flags: readonly string[] = [],
  certificates: TemporaryFolder = createTemporaryFolder(join(tmpdir(), 'admission-')),
  program?: string,
): Promise<RunningServer> => {
  const own = ['--kubeconfig', controlPlane.kubeconfigPath, '--certificate-folder', certificates.path]
  return startServerWith([...own, '--webhook-url', 'https://127.0.0.1', ...flags], certificates, program)
}

/** Starts the server with these flags, at free ports of this machine; `program` is the bundle or the source. */
export async function startServerWith(
  flags: readonly string[],
  certificates?: TemporaryFolder,
  program = 'src/main.ts',
): Promise<RunningServer> {
  const [port = 0, healthPort = 0] = await findFreePorts(2)
  const url = `https://127.0.0.1:${port}`
  const healthUrl = `https://127.0.0.1:${healthPort}`
  const args = [
    ...[program, 'serve', '--listen-address', '127.0.0.1', '--port', String(port)],
    ...['--enable-healthz', '--healthz-address', `127.0.0.1:${healthPort}`, '--shutdown-delay', '300ms', ...flags],
  ]
  const isReady = async () => (await ask(`${healthUrl}/readyz`))?.code === 200
  const output: string[] = []
  let server: ChildProcess

  const start = async (): Promise<void> => {
    server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const started = server
    const killWithTests = () => started.kill('SIGKILL')
    process.once('exit', killWithTests)
    started.once('exit', () => process.off('exit', killWithTests))
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => output.push(String(text)))
    const isStarted = () => {
      if (started.exitCode === null) return isReady()
      throw new Error(`the server ended with code ${started.exitCode}: ${output.join('')}`)
    }
    try {
      await waitUntil('the server is ready', isStarted)
    } catch (error) {
      started.kill('SIGKILL')
      throw error
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
    return server.exitCode
  }
  const terminate = () => end('SIGTERM')

  await start()
  return {
    ...{ url, port, certificates, healthUrl, isReady },
    authority: certificates ? readFileSync(join(certificates.path, 'ca.crt'), 'utf8') : '',
    log: () =>
      output
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024,
    terminate,
    kill: async () => void (await end('SIGKILL')),
    restart: async () => {
      await terminate()
      await start()
    },
    async stop() {
      await terminate()
      await certificates?.remove()
    },
  }
}

/** Registers every webhook of the server at the API server, as the chart would, and waits until they are called. */
export const registerAll = (controlPlane: ControlPlane, server: RunningServer): Promise<void> =>
  registerSome(
    controlPlane,
    server,
    webhooks.map(({ path }) => path),
  )

/** Registers the webhooks of these paths only. */
export async function registerSome(
  controlPlane: ControlPlane,
  { url, authority }: RunningServer,
  paths: readonly string[],
): Promise<void> {
  for (const { path, type, name, resource, operations } of webhooks.filter((each) => paths.includes(each.path))) {
    await registerWebhook(controlPlane, {
      kind: type === 'validating' ? 'Validating' : 'Mutating',
      name,
      clientConfig: { url: `${url}${path}`, caBundle: authority },
      rules: [
        {
          apiGroups: [resource.group],
          apiVersions: [resource.version],
          resources: [resource.resource],
          operations,
        },
      ],
      settings: narrowing[path] ?? {},
    })
  }
}

/** Pods that carry the label of a job, as the chart selects them. */
export const podsOfJobs = { matchExpressions: [{ key: 'volcano.sh/job-name', operator: 'Exists' }] }

/** Which pods are sent to the webhooks of pods, as in the chart. */
const narrowing: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/pods/mutate': { objectSelector: podsOfJobs },
  '/pods/validate': {
    matchConditions: [
      { name: 'scheduled-by-volcano', expression: 'object.spec.?schedulerName == optional.of("volcano")' },
    ],
  },
}
