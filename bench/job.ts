export const namespace = 'lab'
const created = '2026-08-01T08:00:00Z'

/** What a user may write into a Job; the tasks are those of `aTask`. */
type JobSpec = Readonly<{
  tasks: readonly object[]
  plugins?: Readonly<Record<string, readonly string[]>>
  minAvailable?: number
  schedulerName?: string
}>

/** A Job as the API server sends it: the defaults of the custom resource definition are filled in, no others. */
export const aJob = (name: string, spec: JobSpec) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: {
    name,
    namespace,
    uid: '7d6c1f0a-53a5-4f0b-9a52-0d6b1a1c9e11',
    generation: 1,
    creationTimestamp: created,
    labels: { team: 'vision', experiment: 'baseline' },
    annotations: { 'lab.example.com/ticket': 'VIS-1042' },
    managedFields: [
      {
        manager: 'kubectl-create',
        operation: 'Update',
        apiVersion: 'batch.volcano.sh/v1alpha1',
        time: created,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { '.': {}, 'f:plugins': { '.': {} }, 'f:policies': {}, 'f:queue': {}, 'f:tasks': {} } },
      },
    ],
  },
  spec: {
    queue: 'default',
    maxRetry: 3,
    policies: [{ event: 'PodEvicted', action: 'RestartJob' }],
    ...spec,
  },
})

/** A task with metadata, environment, resources and a command, about 550 bytes of JSON. */
export const aTask = (rank: number, more: Readonly<Record<string, unknown>> = {}) => ({
  name: `worker-${rank}`,
  replicas: 2,
  template: {
    metadata: { labels: { app: 'train', rank: `r${rank}` } },
    spec: {
      restartPolicy: 'OnFailure',
      containers: [
        {
          name: 'main',
          image: 'registry.example.com/vision/train:1.4.2',
          command: ['python', '-m', 'train', `--rank=${rank}`, '--data=/data/imagenet', '--epochs=90', '--amp=bf16'],
          env: [
            { name: 'RANK', value: String(rank) },
            { name: 'NCCL_DEBUG', value: 'INFO' },
            { name: 'OMP_NUM_THREADS', value: '8' },
          ],
          resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
      ],
    },
  },
  ...more,
})
