import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { placesIn } from '../svc/host-files.ts'
import { sizeOfHosts } from './size-of-hosts.ts'

const perHost = ' slots=\n:\n'.length

/** The values of the two host files of MPI, each with a line for each host. */
export function sizeOfHostFiles(job: Job): number {
  const { tasks, slots } = placesIn(job)
  let bytes = 0
  for (const task of tasks) {
    const { count, domains } = sizeOfHosts(job, task)
    bytes += 2 * domains + count * (perHost + 2 * slots.length)
  }
  return bytes
}
