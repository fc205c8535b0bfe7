import type { JobTemplate } from '../kubernetes/shapes/job-template.ts'
import type { Namespace } from '../kubernetes/shapes/namespace.ts'
import type { PodGroup } from '../kubernetes/shapes/pod-group.ts'
import type { PriorityClass } from '../kubernetes/shapes/priority-class.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'

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
}>

/** The kinds of objects that live in namespaces. */
export type NamespacedKind = 'jobs' | 'podGroups' | 'jobTemplates'

/** One object that a review needs by name. Whoever holds the snapshot fetches what it lacks before the decision. */
export type LookUp =
  | Readonly<{ from: NamespacedKind; namespace: string; name: string }>
  | Readonly<{ from: Exclude<keyof Snapshot, NamespacedKind>; name: string }>
