import type { CompanionKind, Snapshot } from '../admission/snapshot.ts'
import type { Shape } from '../kubernetes/shape.ts'
import { jobTemplateShape } from '../kubernetes/shapes/job-template.ts'
import { namespaceShape } from '../kubernetes/shapes/namespace.ts'
import { partialObjectShape } from '../kubernetes/shapes/partial-object.ts'
import { podGroupShape } from '../kubernetes/shapes/pod-group.ts'
import { priorityClassShape } from '../kubernetes/shapes/priority-class.ts'
import { queueShape } from '../kubernetes/shapes/queue.ts'
import { jobShape } from '../kubernetes/shapes/volcano-job.ts'
import {
  keptJob,
  keptJobTemplate,
  keptNamesake,
  keptNamespace,
  keptPodGroup,
  keptPriorityClass,
  keptQueue,
} from './kept-fields.ts'
import { createNamedStore } from './named-store.ts'
import { createNamespacedStore } from './namespaced-store.ts'
import { createQueueStore } from './queue-store.ts'
import type { Store } from './store.ts'

/** An object of a kind: `ContentOf<'jobs'>` is a Job. */
export type ContentOf<Name extends keyof Snapshot> = NonNullable<ReturnType<Snapshot[Name]['get']>>

export type StoreOf<Name extends keyof Snapshot> = Store<ContentOf<Name>> & Snapshot[Name]

/** Where the API server serves a kind of objects, and how manifests name it. */
type Place = Readonly<{
  /** As Kubernetes calls it: `jobs.batch.volcano.sh`. */
  name: string
  apiVersion: string
  kind: string
  /** Of all of them, in whatever namespace. */
  path: string
}>

/** A kind of objects that decisions depend on, and how it is held. */
export type Resource<Name extends keyof Snapshot> = Place &
  Readonly<{
    /**
     * Whether Volcano refuses nothing for the lack of such an object. Then it is no harm to know nothing of the kind:
     * as long as it cannot be read, it is left out of the snapshot, so that those rules are skipped and no review fails.
     * A CRD that is not installed means that there are none.
     */
    isAdvisory: boolean
    /** Whether the API server is asked for nothing but the metadata of such objects. */
    isMetadataOnly?: true
    /** All of an object, as manifests give it. */
    shape: Shape<ContentOf<Name>>
    /** What is kept of an object of the cluster. */
    kept: Shape<ContentOf<Name>>
    createStore: () => StoreOf<Name>
  }>

const placeOf = (group: string, version: string, plural: string, kind: string): Place => {
  const isCore = group === ''
  const apiVersion = isCore ? version : `${group}/${version}`
  return {
    name: isCore ? plural : `${plural}.${group}`,
    apiVersion,
    kind,
    path: `${isCore ? '/api' : '/apis'}/${apiVersion}/${plural}`,
  }
}

/** What may have the name of a companion of a job. */
const namesakes = (group: string, version: string, plural: string, kind: string): Resource<CompanionKind> => ({
  ...placeOf(group, version, plural, kind),
  isAdvisory: true,
  isMetadataOnly: true,
  shape: partialObjectShape,
  kept: keptNamesake,
  createStore: createNamespacedStore,
})

/** Every kind of objects that decisions may depend on. */
export const resources: { readonly [Name in keyof Snapshot]: Resource<Name> } = {
  jobs: {
    ...placeOf('batch.volcano.sh', 'v1alpha1', 'jobs', 'Job'),
    isAdvisory: false,
    shape: jobShape,
    kept: keptJob,
    createStore: createNamespacedStore,
  },
  podGroups: {
    ...placeOf('scheduling.volcano.sh', 'v1beta1', 'podgroups', 'PodGroup'),
    isAdvisory: true,
    shape: podGroupShape,
    kept: keptPodGroup,
    createStore: createNamespacedStore,
  },
  jobTemplates: {
    ...placeOf('flow.volcano.sh', 'v1alpha1', 'jobtemplates', 'JobTemplate'),
    isAdvisory: true,
    shape: jobTemplateShape,
    kept: keptJobTemplate,
    createStore: createNamespacedStore,
  },
  queues: {
    ...placeOf('scheduling.volcano.sh', 'v1beta1', 'queues', 'Queue'),
    isAdvisory: false,
    shape: queueShape,
    kept: keptQueue,
    createStore: createQueueStore,
  },
  namespaces: {
    ...placeOf('', 'v1', 'namespaces', 'Namespace'),
    isAdvisory: false,
    shape: namespaceShape,
    kept: keptNamespace,
    createStore: createNamedStore,
  },
  priorityClasses: {
    ...placeOf('scheduling.k8s.io', 'v1', 'priorityclasses', 'PriorityClass'),
    isAdvisory: true,
    shape: priorityClassShape,
    kept: keptPriorityClass,
    createStore: createNamedStore,
  },
  services: namesakes('', 'v1', 'services', 'Service'),
  configMaps: namesakes('', 'v1', 'configmaps', 'ConfigMap'),
  secrets: namesakes('', 'v1', 'secrets', 'Secret'),
  networkPolicies: namesakes('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy'),
}

export const resourceNames = Object.keys(resources) as readonly (keyof Snapshot)[]

export const isOf = ({ apiVersion, kind }: Place, object: unknown): boolean => {
  const typed = (object ?? {}) as Readonly<{ apiVersion?: unknown; kind?: unknown }>
  return typed.apiVersion === apiVersion && typed.kind === kind
}

const metadataOnlyNames = resourceNames.filter((name) => resources[name].isMetadataOnly)

/**
 * Whether manifests speak of a kind. Those of which companions of jobs are go together: whoever lists the Services of a cluster
 * has no Secrets where none are listed.
 */
export const isAmong = (name: keyof Snapshot, objects: readonly unknown[]): boolean => {
  const names = resources[name].isMetadataOnly ? metadataOnlyNames : [name]
  return objects.some((object) => names.some((each) => isOf(resources[each], object)))
}
