import type { Queue } from '../kubernetes/shapes/queue.ts'
import type { Job } from '../kubernetes/shapes/volcano-job.ts'
import { isOf, resources } from './resources.ts'
import { type Stores, snapshotOf } from './snapshot-of.ts'
import type { Called } from './store.ts'

/**
 * The cluster that manifests stand for. As in a cluster, objects are in the namespace `default` when they name none, queues
 * are open unless their status says otherwise, and there are the queues `root` and `default`. `complete` is what the cluster
 * adds to a job when it is stored.
 */
export const clusterOf = (objects: readonly unknown[], complete: (job: Job) => Job): Stores =>
  snapshotOf([...ownQueues, ...ownPriorityClasses(objects), ...objects], {
    jobs: (job) => complete(inNamespace(job)),
    podGroups: inNamespace,
    jobTemplates: inNamespace,
    services: inNamespace,
    configMaps: inNamespace,
    secrets: inNamespace,
    networkPolicies: inNamespace,
    queues: opened,
  })

const inNamespace = <Content extends Called>(object: Content): Content => ({
  ...object,
  metadata: { ...object.metadata, namespace: object.metadata?.namespace || 'default' },
})

const opened = (queue: Queue): Queue => ({
  ...queue,
  status: { ...queue.status, state: queue.status?.state ?? 'Open' },
})

/** Volcano's scheduler creates them. */
const { apiVersion, kind } = resources.queues
const ownQueues = [
  { apiVersion, kind, metadata: { name: 'root' } },
  { apiVersion, kind, metadata: { name: 'default' }, spec: { parent: 'root' } },
]

/** The API server creates them; they are there where other priority classes are. */
function ownPriorityClasses(objects: readonly unknown[]): readonly unknown[] {
  const { apiVersion, kind } = resources.priorityClasses
  if (!objects.some((object) => isOf(resources.priorityClasses, object))) return []
  return [
    { apiVersion, kind, metadata: { name: 'system-cluster-critical' }, value: 2_000_000_000 },
    { apiVersion, kind, metadata: { name: 'system-node-critical' }, value: 2_000_001_000 },
  ]
}
