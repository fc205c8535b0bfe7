import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { lacksTask, tooManyHosts } from '../excuses.ts'
import { hostsFit, hostsOf, taskOf } from '../hosts.ts'
import { keepLast } from '../keep-last.ts'
import { jobPlugin, type PodWish } from '../plugin.ts'
import { toPort } from '../port.ts'
import { mpiFlags } from './flags.ts'

/**
 * Every container opens the port of sshd, and those of the master know the hosts of the workers.
 * Mirrors pkg/controllers/job/plugins/distributed-framework/mpi.
 */
export const mpi = jobPlugin({
  name: 'mpi',
  about: 'the master knows the hosts on which mpiexec starts the workers',
  completes: ['ssh', 'svc'],
  flags: mpiFlags,
  wishes(target, flags) {
    const port = { name: 'mpijob-port', containerPort: toPort(flags.port) }
    const opened: PodWish = { wish: 'port', port, containers: 'all' }
    if (target.task !== flags.master) return [opened]
    const worker = taskOf(target.job, flags.worker)
    if (worker === undefined) return [lacksTask(target, 'mpi', 'worker', flags.worker)]
    const value = domainsOf(target.job, worker)
    if (value === undefined) return [opened, tooManyHosts(target, 'mpi', 'MPI_HOST')]
    return [opened, { wish: 'env', variable: { name: 'MPI_HOST', value }, containers: 'all' }]
  },
})

/** The hosts of a task, joined by commas; undefined when there are too many of them. */
const domainsOf = keepLast((job: Job, task: Task): string | undefined =>
  hostsFit(job, task)
    ? hostsOf(job, task)
        .map(({ domain }) => domain)
        .join(',')
    : undefined,
)
