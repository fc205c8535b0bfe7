import { parseGoFlags } from '../../kubernetes/go-flags.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { type Host, hostsOf, taskOf, tasksOf } from '../hosts.ts'
import { mpiFlags } from '../mpi/flags.ts'
import { printInt } from '../port.ts'

/**
 * The hosts of a job as launchers of MPI read them: the workers of the plugin mpi, and all hosts without it. `hostfile` is
 * that of Open MPI, `machinefile` that of Intel MPI and MPICH.
 */
export function hostFiles(job: Job): Readonly<Record<string, string>> {
  const { hosts, slots } = placesIn(job)
  const lines = (between: string) => hosts.map(({ domain }) => `${domain}${between}${slots}\n`).join('')
  return { hostfile: lines(' slots='), machinefile: lines(':') }
}

function placesIn(job: Job): Readonly<{ hosts: readonly Host[]; slots: string }> {
  const plugins = job.spec?.plugins ?? {}
  if (!Object.hasOwn(plugins, 'mpi')) return { hosts: tasksOf(job).flatMap((task) => hostsOf(job, task)), slots: '1' }
  const { values } = parseGoFlags(mpiFlags, plugins.mpi ?? [])
  const workers = taskOf(job, values.worker)
  return { hosts: workers ? hostsOf(job, workers) : [], slots: printInt(values['slots-per-worker']) }
}
