import { parseGoFlags } from '../../kubernetes/go-flags.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { hostsOf, taskOf, tasksOf } from '../hosts.ts'
import { mpiFlags } from '../mpi/flags.ts'
import { printInt } from '../port.ts'

/**
 * The hosts of a job as launchers of MPI read them: the workers of the plugin mpi, and all hosts without it. `hostfile` is
 * that of Open MPI, `machinefile` that of Intel MPI and MPICH.
 */
export function hostFiles(job: Job): Readonly<Record<string, string>> {
  const { tasks, slots } = placesIn(job)
  const hosts = tasks.flatMap((task) => hostsOf(job, task))
  const lines = (between: string) => hosts.map(({ domain }) => `${domain}${between}${slots}\n`).join('')
  return { hostfile: lines(' slots='), machinefile: lines(':') }
}

/** The tasks whose hosts are listed, and how many processes each host has room for. */
export function placesIn(job: Job): Readonly<{ tasks: readonly Task[]; slots: string }> {
  const plugins = job.spec?.plugins ?? {}
  if (!Object.hasOwn(plugins, 'mpi')) return { tasks: tasksOf(job), slots: '1' }
  const { values } = parseGoFlags(mpiFlags, plugins.mpi ?? [])
  const workers = taskOf(job, values.worker)
  return { tasks: workers ? [workers] : [], slots: printInt(values['slots-per-worker']) }
}
