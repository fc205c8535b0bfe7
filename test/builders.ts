import type { Review } from '../src/admission/review.ts'
import { defaultSettings } from '../src/admission/settings.ts'
import type { Snapshot } from '../src/admission/snapshot.ts'
import type { Verdict } from '../src/admission/verdict.ts'
import type { Webhook } from '../src/admission/webhook.ts'
import type { JobTemplate } from '../src/kubernetes/shapes/job-template.ts'
import type { Namespace } from '../src/kubernetes/shapes/namespace.ts'
import type { PartialObject } from '../src/kubernetes/shapes/partial-object.ts'
import type { Pod } from '../src/kubernetes/shapes/pod.ts'
import type { PodGroup } from '../src/kubernetes/shapes/pod-group.ts'
import type { PriorityClass } from '../src/kubernetes/shapes/priority-class.ts'
import type { Queue } from '../src/kubernetes/shapes/queue.ts'
import type { Job, JobSpec, Task } from '../src/kubernetes/shapes/volcano-job.ts'

/** A task that nothing is wrong with. */
export const aTask = (name: string, more: Task = {}): Task => ({
  name,
  replicas: 1,
  minAvailable: 1,
  maxRetry: 3,
  template: { spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] } },
  ...more,
})

/** A job named `train` that nothing is wrong with, as it is stored. */
export const aJob = (spec: JobSpec = {}, name = 'train'): Job => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name, namespace: 'lab', uid: 'job-uid' },
  spec: {
    minAvailable: 1,
    queue: 'default',
    schedulerName: 'volcano',
    maxRetry: 3,
    tasks: [aTask('worker')],
    ...spec,
  },
})

export const aPod = (job: string, task: string, index: number, spec: Pod['spec'] = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `${job}-${task}-${index}`,
    namespace: 'lab',
    labels: { 'volcano.sh/job-name': job, 'volcano.sh/task-spec': task, 'volcano.sh/task-index': String(index) },
    annotations: { 'volcano.sh/task-spec': task },
  },
  spec: { containers: [{ name: 'main', image: 'busybox:1.36' }], ...spec },
})

export const aQueue = (name: string, more: Queue = {}): Queue => ({
  metadata: { name },
  status: { state: 'Open' },
  ...more,
})

/** The objects of a cluster, kind by kind. */
export type ClusterObjects = Readonly<{
  jobs?: readonly Job[]
  podGroups?: readonly PodGroup[]
  jobTemplates?: readonly JobTemplate[]
  queues?: readonly Queue[]
  namespaces?: readonly Namespace[]
  priorityClasses?: readonly PriorityClass[]
  services?: readonly PartialObject[]
  configMaps?: readonly PartialObject[]
  secrets?: readonly PartialObject[]
  networkPolicies?: readonly PartialObject[]
}>

/** A cluster with these objects and nothing else; the queue `default` is there and open. */
export function aCluster(objects: ClusterObjects = {}): Snapshot {
  const { jobs = [], podGroups = [], jobTemplates = [], namespaces = [], priorityClasses = [] } = objects
  const queues = [...(objects.queues ?? []), aQueue('default')]
  return {
    jobs: namespaced(jobs),
    podGroups: namespaced(podGroups),
    jobTemplates: namespaced(jobTemplates),
    queues: {
      ...named(queues),
      childrenOf: (parent) => queues.filter(({ spec }) => spec?.parent === parent),
      all: () => queues,
    },
    namespaces: named(namespaces),
    priorityClasses: { ...named(priorityClasses), all: () => priorityClasses },
    services: namespaced(objects.services ?? []),
    configMaps: namespaced(objects.configMaps ?? []),
    secrets: namespaced(objects.secrets ?? []),
    networkPolicies: namespaced(objects.networkPolicies ?? []),
  }
}

type Stored = Readonly<{ metadata?: Readonly<{ namespace?: string; name?: string }> }>

const named = <Content extends Stored>(objects: readonly Content[]) => ({
  get: (name: string) => objects.find(({ metadata }) => metadata?.name === name),
})

const namespaced = <Content extends Stored>(objects: readonly Content[]) => ({
  get: (namespace: string, name: string) =>
    objects.find(({ metadata }) => metadata?.namespace === namespace && metadata?.name === name),
})

/** The question of the API server for an object, as a webhook gets it. */
export const aReview = (webhook: Webhook, object: unknown, more: Partial<Review> = {}): Review => ({
  uid: 'review-uid',
  kind: { group: webhook.resource.group, version: webhook.resource.version, kind: 'Job' },
  resource: webhook.resource,
  operation: 'CREATE',
  namespace: 'lab',
  name: 'train',
  user: 'ada',
  dryRun: false,
  object: structuredClone(object),
  oldObject: undefined,
  ...more,
})

/** The verdict of a webhook on an object. */
export const decide = (
  webhook: Webhook,
  object: unknown,
  {
    cluster = aCluster(),
    settings = defaultSettings,
    ...review
  }: Partial<Review> & {
    cluster?: Partial<Snapshot>
    settings?: typeof defaultSettings
  } = {},
): Verdict => webhook.open(aReview(webhook, object, review), settings).decide(cluster)
