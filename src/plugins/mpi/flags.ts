import type { PluginFlagTable } from '../plugin-flag.ts'

/** Arguments of the mpi plugin. Mirrors pkg/controllers/job/plugins/distributed-framework/mpi: addFlags. */
export const mpiFlags = {
  master: {
    type: 'string',
    task: { several: 'each of them starts mpiexec', none: 'nothing starts mpiexec' },
    default: 'master',
    about: 'name of the task that runs mpiexec',
  },
  worker: { type: 'string', task: {}, default: 'worker', about: 'name of the task that mpiexec reaches' },
  port: { type: 'int', port: 'opened', default: 22, about: 'port of sshd' },
  'slots-per-worker': {
    type: 'int',
    extension: true,
    default: 1,
    about: 'processes that a worker has room for, in the host files of `--extra-env`',
  },
} as const satisfies PluginFlagTable
