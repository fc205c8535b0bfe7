import type { JobTemplate } from '../kubernetes/shapes/job-template.ts'
import type { Namespace } from '../kubernetes/shapes/namespace.ts'
import type { PartialObject } from '../kubernetes/shapes/partial-object.ts'
import type { PodGroup } from '../kubernetes/shapes/pod-group.ts'
import type { PriorityClass } from '../kubernetes/shapes/priority-class.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import type { Requester } from './review.ts'

/** Objects of one kind that are found by their name. */
export type Named<Content> = Readonly<{ get: (name: string) => Content | undefined }>

/** Objects of one kind that live in namespaces. */
export type Namespaced<Content> = Readonly<{ get: (namespace: string, name: string) => Content | undefined }>

/** The objects of the cluster that decisions depend on, as they were at one moment. */
export type Snapshot = Readonly<{
  jobs: Namespaced<Job>
  podGroups: Namespaced<PodGroup>
  jobTemplates: Namespaced<JobTemplate>
  queues: Named<Queue> &
    Readonly<{
      childrenOf: (parent: string) => readonly Queue[]
      all: () => Iterable<Queue>
    }>
  namespaces: Named<Namespace>
  priorityClasses: Named<PriorityClass> & Readonly<{ all: () => Iterable<PriorityClass> }>
}> &
  Namesakes

/** The kinds of which companions of jobs are. Only names and owners are known of them. */
export type CompanionKind = 'services' | 'configMaps' | 'secrets' | 'networkPolicies'

/** Whatever may have the name of a companion of a job. */
type Namesakes = { readonly [Kind in CompanionKind]: Namespaced<PartialObject> }

/** The kinds of objects in namespaces that are looked up where a watch lacks them. */
export type NamespacedKind = 'jobs' | 'podGroups' | 'jobTemplates'

/** What decisions depend on beside the object: the objects of the cluster, and what its users may do. */
export type Cluster = Snapshot & Readonly<{ queueAccess: QueueAccess }>

/** Undefined where nobody asked. */
export type QueueAccess = Readonly<{ mayUse: (queue: string, requester: Requester) => boolean | undefined }>

/** Whether somebody may use a queue. Where that cannot be found out, advice is left out, and all else fails. */
export type AccessLookUp = Readonly<{
  from: 'queueAccess'
  name: string
  requester: Requester
  isForAdvice: boolean
}>

export type LookUp = ObjectLookUp | AccessLookUp

/** One object that a review needs by name. Whoever holds the snapshot fetches what it lacks before the decision. */
export type ObjectLookUp =
  | Readonly<{ from: NamespacedKind; namespace: string; name: string }>
  | Readonly<{ from: Exclude<keyof Snapshot, NamespacedKind | CompanionKind>; name: string }>
