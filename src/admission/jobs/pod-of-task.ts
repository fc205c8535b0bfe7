import type { Pod } from '../../kubernetes/shapes/pod.ts'
import type { Queue } from '../../kubernetes/shapes/queue.ts'
import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { ownerReferenceTo } from '../../plugins/companion.ts'
import { jobNameOf, podNameOf } from '../../plugins/hosts.ts'
import { claimVolumesOf } from './claim-volumes.ts'

/**
 * The pod that Volcano's controller makes for replica `index` of a task, before any plugin sees it. `queue` is the job's:
 * one that other clusters extend marks its pods. Mirrors pkg/controllers/job/job_controller_util.go: createJobPod.
 */
export function podOfTask(job: Job, task: Task, index: number, queue: Queue = {}): Pod {
  const { metadata = {}, spec = {} } = task.template ?? {}
  const claims = claimVolumesOf(job)
  const { schedulerName = '', priorityClassName = '' } = job.spec ?? {}
  const forwarding = (queue.spec?.extendClusters ?? []).length > 0 ? { 'volcano.sh/job-forwarding': 'true' } : {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podNameOf(jobNameOf(job), task.name ?? '', index),
      namespace: job.metadata?.namespace ?? 'default',
      labels: { ...metadata.labels, ...labelsOf(job, task, index), ...forwarding },
      annotations: { ...metadata.annotations, ...annotationsOf(job, task, index), ...forwarding },
      ownerReferences: [ownerReferenceTo(job)],
    },
    spec: {
      ...spec,
      schedulerName: spec.schedulerName || schedulerName,
      ...(spec.priorityClassName || priorityClassName === '' ? {} : { priorityClassName }),
      containers: (spec.containers ?? []).map((container) =>
        claims.length === 0
          ? container
          : { ...container, volumeMounts: [...(container.volumeMounts ?? []), ...claims.map(({ mount }) => mount)] },
      ),
      ...(claims.length === 0 ? {} : { volumes: [...(spec.volumes ?? []), ...claims.map(({ volume }) => volume)] }),
    },
  }
}

function labelsOf(job: Job, task: Task, index: number): Readonly<Record<string, string>> {
  const { partitionPolicy } = task
  const size = partitionPolicy?.partitionSize ?? 0
  return {
    ...copied(job.metadata?.labels, ['volcano.sh/preemptable', 'volcano.sh/cooldown-time']),
    'volcano.sh/task-index': String(index),
    'volcano.sh/job-name': jobNameOf(job),
    'volcano.sh/task-spec': task.name || 'default',
    'volcano.sh/job-namespace': job.metadata?.namespace ?? 'default',
    'volcano.sh/queue-name': job.spec?.queue ?? '',
    ...(partitionPolicy && { 'volcano.sh/partition-id': String(size > 0 ? Math.floor(index / size) : 0) }),
  }
}

function annotationsOf(job: Job, task: Task, index: number): Readonly<Record<string, string>> {
  const { annotations = {}, uid = '' } = job.metadata ?? {}
  const name = jobNameOf(job)
  const budget = 'volcano.sh/jdb-min-available' in annotations ? 'min-available' : 'max-unavailable'
  return {
    'volcano.sh/task-index': String(index),
    'volcano.sh/task-spec': task.name || 'default',
    'scheduling.k8s.io/group-name': `${name}-${uid}`,
    'volcano.sh/job-name': name,
    'volcano.sh/queue-name': job.spec?.queue ?? '',
    'volcano.sh/job-version': String(job.status?.version ?? 0),
    'volcano.sh/template-uid': `${name}-${task.name ?? ''}`,
    'volcano.sh/job-retry-count': String(job.status?.retryCount ?? 0),
    ...(task.topologyPolicy && { 'volcano.sh/numa-topology-policy': task.topologyPolicy }),
    ...copied(annotations, [
      'volcano.sh/preemptable',
      'volcano.sh/cooldown-time',
      'volcano.sh/revocable-zone',
      `volcano.sh/jdb-${budget}`,
    ]),
  }
}

const copied = (
  from: Readonly<Record<string, string>> = {},
  keys: readonly string[],
): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))
