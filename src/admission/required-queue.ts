import { type Finding, required } from './finding.ts'
import type { Requirement } from './rule.ts'

/** Whoever submits something says where it is to run. */
export const jobNamesQueue: Omit<Requirement, 'about'> & Required<Pick<Requirement, 'about'>> = {
  id: 'job-names-queue',
  nature: 'optional',
  about: {
    why: "Where each team has a queue of its own, what lands in the default queue is nobody's, and competes with everything that was forgotten there. A job that names no queue looks as one that names the default queue.",
    fix: 'Set spec.queue, or annotate the namespace with a queue (`--namespace-queues` for jobs).',
    upstream: [1467, 1476, 2261],
  },
}

export const checkQueueIsNamed = (queue: string, defaultQueue: string, what: string): readonly Finding[] =>
  queue !== '' && queue !== defaultQueue
    ? none
    : [required('spec.queue', `${what} must name a queue other than ${JSON.stringify(defaultQueue)}; set spec.queue`)]

const none: readonly never[] = []
