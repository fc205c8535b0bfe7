import { lacksIndex, lacksTask, numberOf } from '../excuses.ts'
import { hostOf, replicasOf, taskOf, tasksOf } from '../hosts.ts'
import { jobPlugin, type PodTarget, type PodWish } from '../plugin.ts'
import type { PluginFlagTable } from '../plugin-flag.ts'
import { printInt, toPort } from '../port.ts'
import { waitForMaster } from './wait-for-master.ts'

const flags = {
  master: {
    type: 'string',
    task: {
      missing: 'pytorch gives the pods nothing',
      several: 'each of them gets RANK 0',
      none: 'MASTER_ADDR names a pod that is never made, and no process has RANK 0',
    },
    default: 'master',
    about: 'name of the task of the master',
  },
  worker: { type: 'string', task: {}, default: 'worker', about: 'name of the task of workers' },
  port: { type: 'int', port: 'opened', default: 23456, about: 'port that the master listens on' },
  'wait-master-enabled': {
    type: 'bool',
    default: false,
    about: 'workers get an init container `wait-for-master`, which ends when the master listens',
  },
  'wait-master-timeout': { type: 'int', default: 300, about: 'seconds after which it gives up' },
  'wait-master-image': { type: 'string', default: 'busybox:1.36.1', about: 'image of it' },
} as const satisfies PluginFlagTable

/** Main containers know the master and their rank. Mirrors pkg/controllers/job/plugins/distributed-framework/pytorch. */
export const pytorch = jobPlugin({
  name: 'pytorch',
  about: 'each container knows the master of the PyTorch process group and its own rank',
  completes: ['svc'],
  flags,
  wishes(target, values) {
    const { job, task } = target
    const master = taskOf(job, values.master)
    if (master === undefined) return [lacksTask(target, 'pytorch', 'master', values.master)]
    const { domain } = hostOf(job, master, 0)
    const port = printInt(values.port)
    const waits = task === values.worker && values['wait-master-enabled']
    return [
      { wish: 'port', port: { name: 'pytorchjob-port', containerPort: toPort(values.port) }, containers: 'main' },
      variable('MASTER_ADDR', domain),
      variable('MASTER_PORT', port),
      variable('WORLD_SIZE', String(replicasIn(target, [values.master, values.worker]))),
      ...rank(target, values.master, values.worker),
      ...(waits
        ? [initContainer(waitForMaster(domain, port, values['wait-master-image'], values['wait-master-timeout']))]
        : []),
    ]
  },
})

const variable = (name: string, value: string): PodWish => ({
  wish: 'env',
  variable: { name, value },
  containers: 'main',
})

const initContainer = (container: ReturnType<typeof waitForMaster>): PodWish => ({ wish: 'init container', container })

/** Workers come behind the master, whose rank is 0. It is that of all its replicas. */
function rank(target: PodTarget, master: string, worker: string): readonly PodWish[] {
  if (target.task !== worker) return target.task === master ? [variable('RANK', '0')] : []
  const number = numberOf(target.index)
  return [number === undefined ? lacksIndex(target, 'pytorch', 'RANK') : variable('RANK', String(number + 1))]
}

const replicasIn = ({ job }: PodTarget, names: readonly string[]): number =>
  tasksOf(job)
    .filter(({ name = '' }) => names.includes(name))
    .reduce((sum, task) => sum + replicasOf(task), 0)
