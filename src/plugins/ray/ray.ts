import type { FlagValues } from '../../kubernetes/go-flags.ts'
import { companionMetadata, podLabelsOf } from '../companion.ts'
import { lacksTask } from '../excuses.ts'
import { hostOf, jobNameOf, taskOf } from '../hosts.ts'
import { jobPlugin, type PodWish } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'
import { printInt, toPort } from '../port.ts'

const flags = {
  head: {
    type: 'string',
    task: {
      several: 'each of them starts a cluster of its own, and workers join the first',
      none: 'workers wait for a head that is never made',
    },
    default: 'head',
    about: 'name of the task of the head',
  },
  headContainer: { type: 'string', default: 'head', about: 'container of the head that runs Ray' },
  worker: { type: 'string', task: {}, default: 'worker', about: 'name of the task of workers' },
  workerContainer: { type: 'string', default: 'worker', about: 'container of a worker that runs Ray' },
  port: { type: 'int', port: 'opened', default: 6379, about: 'port of the Global Control Store, which workers join' },
  dashboardPort: { type: 'int', port: 'opened', default: 8265, about: 'port of the dashboard' },
  clientPort: { type: 'int', port: 'opened', default: 10001, about: 'port for clients of Ray' },
} as const satisfies PluginFlagTable

/**
 * Head and workers start Ray in one container each, and find each other. The command of that container is the plugin's.
 * Mirrors pkg/controllers/job/plugins/distributed-framework/ray.
 */
export const ray = jobPlugin({
  name: 'ray',
  about: 'head and workers start as one Ray cluster',
  completes: ['svc'],
  flags,
  wishes(target, values) {
    const { job, task } = target
    const head = taskOf(job, values.head)
    if (head === undefined) return [lacksTask(target, 'ray', 'head', values.head)]
    const port = printInt(values.port)
    return [
      ...(task === values.head ? startHead(values, port) : []),
      ...(task === values.worker
        ? [start(values.workerContainer, `ray start --block --address=${hostOf(job, head, 0).domain}:${port}`)]
        : []),
    ]
  },
  companions: (job, values) => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: companionMetadata(job, `${jobNameOf(job)}-head-svc`),
      spec: {
        selector: { ...podLabelsOf(job), 'volcano.sh/task-spec': values.head },
        ports: portsOf(values).map(([name, port]) => ({ name, port, protocol: 'TCP', targetPort: name })),
      },
    },
  ],
})

function startHead(values: FlagValues<typeof flags>, port: string): readonly PodWish[] {
  const containers = { named: values.headContainer }
  const ports = portsOf(values).map(([name, containerPort]) => ({ name, containerPort }))
  const [dashboard, client] = [printInt(values.dashboardPort), printInt(values.clientPort)]
  return [
    ...ports.map((port): PodWish => ({ wish: 'port', port, containers })),
    start(
      values.headContainer,
      `ray start --head --block --dashboard-host=0.0.0.0 --port=${port} --dashboard-port=${dashboard} --ray-client-server-port=${client}`,
    ),
  ]
}

const start = (named: string, script: string): PodWish => ({
  wish: 'command',
  command: ['sh', '-c', script],
  containers: { named },
})

/** The ports of the head, by the names under which its Service knows them. */
const portsOf = (values: FlagValues<typeof flags>): readonly (readonly [name: string, port: number])[] => [
  ['gcs', toPort(values.port)],
  ['dashboard', toPort(values.dashboardPort)],
  ['client-server', toPort(values.clientPort)],
]
