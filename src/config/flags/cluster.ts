import type { FlagTable } from '../flag.ts'

/** Which cluster the server works for, and how it reaches it. */
export const clusterFlags = {
  master: {
    type: 'string',
    default: '',
    upstream: true,
    about: 'URL of the Kubernetes API server; wins over the one in `--kubeconfig`.',
  },
  kubeconfig: {
    type: 'string',
    default: '',
    upstream: true,
    about: 'Path of a kubeconfig file. When this and `--master` are empty, the service account of the pod is used.',
  },
  'kube-api-qps': {
    type: 'float',
    default: 50,
    upstream: true,
    unit: 'requests per second',
    about: 'How many requests the server sends to the API server at most, over time; 0 or less means no limit.',
  },
  'kube-api-burst': {
    type: 'int',
    default: 100,
    upstream: true,
    unit: 'requests',
    about: 'How many requests may go to the API server at once, beyond `--kube-api-qps`.',
  },
  'lookup-timeout': {
    type: 'duration',
    default: 2_000,
    upstream: false,
    minimum: 1,
    about: 'How long a review waits for one object that the watch has not brought yet.',
  },
  'webhook-namespace': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'Namespace of the Service in front of this server.',
  },
  'webhook-service-name': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'Name of the Service in front of this server.',
  },
  'webhook-url': {
    type: 'string',
    default: '',
    upstream: true,
    about:
      'URL by which the API server reaches this server when there is no Service. One of the three `--webhook-...` flags is needed, unless `--objects` is given.',
  },
  objects: {
    type: 'strings',
    default: [],
    upstream: false,
    about:
      'File or folder of manifests that stand in for the cluster, so that none is needed. The jobs, queues, pod groups, job templates, priority classes and namespaces in them exist; the queues `root` and `default` exist in any case. Changes of the files are followed.',
  },
} as const satisfies FlagTable
