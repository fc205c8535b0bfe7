import type { Cluster, LookUp } from '../admission/snapshot.ts'
import { resources } from './resources.ts'

/** How fresh one kind of objects is. */
export type ResourceStatus = Readonly<{
  /** As Kubernetes calls it: `jobs.batch.volcano.sh`. */
  resource: string
  /** Whether all objects were there once; it stays so while a connection is down. */
  synced: boolean
  objects: number
  /** When the source was last heard of, in milliseconds since 1970. */
  lastEventAt: number | undefined
  /** How often reading had to begin again after a failure. */
  restarts: number
}>

/** Whoever knows the objects that decisions depend on: a cluster, or files that stand in for one. */
export type ObjectSource = Readonly<{
  /**
   * The objects of the look-ups. When all are at hand they are returned at once; what is missing is fetched by one request
   * each, which ends with `signal`. An object that does not exist is no failure. Rejects with LookUpFailed when that cannot
   * be found out: the review must then fail, so that failurePolicy decides. Kinds of which only advice depends are left out
   * instead. Decide without awaiting anything else, as a snapshot follows the source.
   */
  snapshotFor: (lookUps: readonly LookUp[], signal: AbortSignal) => Partial<Cluster> | Promise<Partial<Cluster>>
  /** Whether every kind of objects was read completely once; those of which only advice depends need not have been. */
  isSynced: () => boolean
  status: () => readonly ResourceStatus[]
  /** Begins to read. Resolves once everything is there for the first time, or after `close`. */
  start: () => Promise<void>
  /** Ends everything that `start` began. */
  close: () => Promise<void>
}>

/** `queue research`, `pod group lab/train` */
export function describeLookUp(lookUp: LookUp): string {
  if (lookUp.from === 'queueAccess') return `right of ${lookUp.requester.username} to use the queue ${lookUp.name}`
  const words = resources[lookUp.from].kind.replaceAll(/\B[A-Z]/g, ' $&').toLowerCase()
  return `${words} ${'namespace' in lookUp ? `${lookUp.namespace}/` : ''}${lookUp.name}`
}

/** Whether an object exists could not be found out. */
export class LookUpFailed extends Error {
  override readonly name = 'LookUpFailed'
  readonly lookUp: LookUp
  /** Whether time was up, which is worth HTTP 504 instead of 500. */
  readonly isTimeout: boolean

  constructor(lookUp: LookUp, why: string, isTimeout: boolean) {
    super(`cannot look up the ${describeLookUp(lookUp)}: ${why}`)
    this.lookUp = lookUp
    this.isTimeout = isTimeout
  }
}
