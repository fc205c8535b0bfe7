import { aJob, aTask, namespace } from './job.ts'

const created = '2026-08-01T08:00:00Z'

const managedFields = [
  {
    manager: 'kubectl-create',
    operation: 'Update',
    time: created,
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } }, 'f:spec': {} },
  },
]

/** Metadata of a new object as the API server sends it. */
const metadataOf = (name: string, uid: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  uid: `7d6c1f0a-53a5-4f0b-9a52-${uid.padStart(12, '0')}`,
  generation: 1,
  creationTimestamp: created,
  labels: { team: 'vision' },
  managedFields,
  ...more,
})

const resourcesOf = (cpu: number) => ({ cpu: String(cpu), memory: `${cpu * 4}Gi`, 'nvidia.com/gpu': String(cpu / 8) })

const aQueue = (name: string, parent: string, cpu: number) => ({
  apiVersion: 'scheduling.volcano.sh/v1beta1',
  kind: 'Queue',
  metadata: metadataOf(name, String(cpu)),
  spec: {
    parent,
    weight: 1,
    reclaimable: true,
    capability: resourcesOf(cpu),
    deserved: resourcesOf(cpu),
    guarantee: { resource: resourcesOf(cpu / 2) },
  },
})

const siblings = 20

/** What is there before a queue is created: three levels, and twenty queues beside the new one. */
export const queuesBeside = [
  aQueue('lab', 'root', 4096),
  aQueue('lab-vision', 'lab', 2048),
  ...Array.from({ length: siblings }, (_, i) => aQueue(`lab-vision-${i}`, 'lab-vision', 64)),
]

export const newQueue = aQueue('lab-vision-new', 'lab-vision', 64)

/** As most users write it. */
export const plainQueue = {
  ...newQueue,
  spec: { parent: 'lab-vision', capability: resourcesOf(64), deserved: resourcesOf(64) },
}

/** Sends its pod groups to a queue of its own. */
export const namespaceOfPodGroup = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, annotations: { 'scheduling.volcano.sh/queue-name': 'lab-vision' } },
}

export const podGroup = {
  apiVersion: 'scheduling.volcano.sh/v1beta1',
  kind: 'PodGroup',
  metadata: metadataOf('train', '1', {
    namespace,
    ownerReferences: [
      {
        apiVersion: 'batch.volcano.sh/v1alpha1',
        kind: 'Job',
        name: 'train',
        uid: '7d6c1f0a-53a5-4f0b-9a52-0d6b1a1c9e11',
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
  }),
  spec: {
    minMember: 4,
    minTaskMember: { ps: 2, worker: 2 },
    minResources: { cpu: '2', memory: '4Gi', 'requests.nvidia.com/gpu': '2' },
    queue: 'default',
    networkTopology: { mode: 'hard', highestTierAllowed: 1 },
    subGroupPolicy: ['ps', 'worker'].map((name) => ({
      name,
      labelSelector: { matchLabels: { 'volcano.sh/task-spec': name } },
      matchLabelKeys: ['volcano.sh/partition-id'],
      subGroupSize: 1,
      networkTopology: { mode: 'soft', highestTierAllowed: 1 },
    })),
  },
}

const steps = 10

export const jobFlow = {
  apiVersion: 'flow.volcano.sh/v1alpha1',
  kind: 'JobFlow',
  metadata: metadataOf('pipeline', '2', { namespace }),
  spec: {
    jobRetainPolicy: 'delete',
    flows: Array.from({ length: steps }, (_, i) => ({
      name: `step-${i}`,
      ...(i > 0 && { dependsOn: { targets: [`step-${i - 1}`, ...(i > 1 ? [`step-${i - 2}`] : [])] } }),
    })),
  },
}

export const jobTemplatesOfFlow = Array.from({ length: steps }, (_, i) => ({
  apiVersion: 'flow.volcano.sh/v1alpha1',
  kind: 'JobTemplate',
  metadata: { name: `step-${i}`, namespace },
  spec: { tasks: [aTask(0)] },
}))

export const cronJob = {
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'CronJob',
  metadata: metadataOf('nightly', '3', { namespace }),
  spec: {
    schedule: '30 2 * * mon-fri',
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Forbid',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    jobTemplate: {
      metadata: { labels: { team: 'vision' } },
      spec: aJob('', { plugins: { env: [], svc: [] }, tasks: Array.from({ length: 4 }, (_, rank) => aTask(rank)) })
        .spec,
    },
  },
}

export const hyperNode = {
  apiVersion: 'topology.volcano.sh/v1alpha1',
  kind: 'HyperNode',
  metadata: metadataOf('rack-1', '4'),
  spec: {
    tier: 1,
    tierName: 'rack',
    members: [
      ...Array.from({ length: 8 }, (_, i) => ({
        type: 'Node',
        selector: { exactMatch: { name: `node-1-${i}.example.com` } },
      })),
      { type: 'Node', selector: { regexMatch: { pattern: '^node-1-[0-9]{1,3}\\.example\\.com$' } } },
      { type: 'Node', selector: { labelMatch: { matchLabels: { rack: '1' } } } },
    ],
  },
}
