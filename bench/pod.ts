import { aJob, aTask, namespace } from './job.ts'

const job = 'train'
const tolerate = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 })
const serviceAccountVolume = 'kube-api-access-x7k2p'

/** A set of fields in the notation of managedFields: `f:name` for each, all of them leaves. */
const leaves = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [`f:${name}`, {}]))

/** The Job that the pod below belongs to; a server that is asked about the pod must know it. */
export const jobOfPod = aJob(job, {
  plugins: { env: [], svc: [], ssh: [] },
  tasks: ['ps', 'worker'].map((name, rank) => aTask(rank, { name })),
})

const labels = {
  app: 'train',
  'volcano.sh/job-name': job,
  'volcano.sh/job-namespace': namespace,
  'volcano.sh/queue-name': 'default',
  'volcano.sh/task-index': '1',
  'volcano.sh/task-spec': 'worker',
}

const annotations = {
  'scheduling.k8s.io/group-name': `${job}-${jobOfPod.metadata.uid}`,
  'volcano.sh/job-name': job,
  'volcano.sh/job-retry-count': '0',
  'volcano.sh/job-version': '0',
  'volcano.sh/queue-name': 'default',
  'volcano.sh/task-index': '1',
  'volcano.sh/task-spec': 'worker',
  'volcano.sh/template-uid': `${job}-worker`,
}

/** Which fields the controller has set: the API server sends them along. */
const fieldsOfController = {
  'f:metadata': {
    'f:annotations': { '.': {}, ...leaves(...Object.keys(annotations)) },
    'f:labels': { '.': {}, ...leaves(...Object.keys(labels)) },
    'f:ownerReferences': { '.': {}, [`k:{"uid":"${jobOfPod.metadata.uid}"}`]: {} },
  },
  'f:spec': {
    'f:containers': {
      'k:{"name":"main"}': {
        '.': {},
        ...leaves('command', 'image', 'imagePullPolicy', 'name'),
        'f:env': {
          '.': {},
          'k:{"name":"NCCL_DEBUG"}': { '.': {}, ...leaves('name', 'value') },
          'k:{"name":"OMP_NUM_THREADS"}': { '.': {}, ...leaves('name', 'value') },
          'k:{"name":"RANK"}': { '.': {}, ...leaves('name', 'value') },
        },
        'f:resources': {
          '.': {},
          'f:limits': { '.': {}, ...leaves('cpu', 'memory') },
          'f:requests': { '.': {}, ...leaves('cpu', 'memory') },
        },
        ...leaves('terminationMessagePath', 'terminationMessagePolicy'),
      },
    },
    ...leaves('dnsPolicy', 'enableServiceLinks', 'restartPolicy', 'schedulerName', 'securityContext'),
    ...leaves('terminationGracePeriodSeconds'),
  },
}

/** A pod of that Job as the API server sends it after its own defaults, before any job plugin has touched it. */
export const aPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `${job}-worker-1`,
    namespace,
    creationTimestamp: null,
    labels,
    annotations,
    ownerReferences: [
      {
        apiVersion: 'batch.volcano.sh/v1alpha1',
        kind: 'Job',
        name: job,
        uid: jobOfPod.metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ],
    managedFields: [
      {
        manager: 'vc-controller-manager',
        operation: 'Update',
        apiVersion: 'v1',
        time: jobOfPod.metadata.creationTimestamp,
        fieldsType: 'FieldsV1',
        fieldsV1: fieldsOfController,
      },
    ],
  },
  spec: {
    volumes: [
      {
        name: serviceAccountVolume,
        projected: {
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          ],
          defaultMode: 420,
        },
      },
    ],
    containers: aTask(1).template.spec.containers.map((container) => ({
      ...container,
      volumeMounts: [
        { name: serviceAccountVolume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
      ],
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      imagePullPolicy: 'IfNotPresent',
    })),
    restartPolicy: 'OnFailure',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: 'default',
    serviceAccount: 'default',
    securityContext: {},
    schedulerName: 'volcano',
    tolerations: ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map(tolerate),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  },
  status: {},
}
