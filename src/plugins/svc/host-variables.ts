/** Task `mpi-worker` is spoken of as VC_MPI_WORKER_HOSTS and VC_MPI_WORKER_NUM. */
export function hostVariables(task: string): Readonly<{ hosts: string; number: string }> {
  const key = task.replaceAll('-', '_').toUpperCase()
  return { hosts: `VC_${key}_HOSTS`, number: `VC_${key}_NUM` }
}

/** The file under /etc/volcano that lists the task's hosts, one a line. */
export const hostFile = (task: string): string => `${task.replaceAll('-', '_')}.host`
