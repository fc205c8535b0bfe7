import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'

/** The objects of the cluster that decisions depend on, as they were at one moment. */
export type Snapshot = Readonly<{
  jobs: Readonly<{ get: (namespace: string, name: string) => Job | undefined }>
  queues: Readonly<{
    get: (name: string) => Queue | undefined
    childrenOf: (parent: string) => readonly Queue[]
  }>
}>

/** One object that a review needs by name. Whoever holds the snapshot fetches what it lacks before the decision. */
export type LookUp =
  | Readonly<{ from: 'jobs'; namespace: string; name: string }>
  | Readonly<{ from: 'queues'; name: string }>
