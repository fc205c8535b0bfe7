import { bool, fields, int32, list, map, pointer, string, stringType, struct, time } from '../kubernetes/shape.ts'
import { resourceListShape } from '../kubernetes/shapes/metadata.ts'

/** What decisions read of the objects of a cluster. All else, most of it pod templates, is dropped as it arrives. */
const keptMetadata = struct('v1.ObjectMeta', {
  ...fields(string, 'name', 'namespace', 'uid', 'resourceVersion'),
  deletionTimestamp: time,
})

/** Of Services, ConfigMaps, Secrets and NetworkPolicies. Annotations are dropped, too: kubectl notes there what was applied. */
export const keptNamesake = struct('v1.PartialObjectMetadata', {
  metadata: struct('v1.ObjectMeta', {
    ...fields(string, 'name', 'namespace'),
    deletionTimestamp: time,
    ownerReferences: list(struct('v1.OwnerReference', fields(string, 'apiVersion', 'kind', 'name'))),
  }),
})

const keptNames = struct('v1.ObjectMeta', fields(string, 'name', 'namespace'))

/** Annotations may be long: those of other keys are dropped. */
const keptAnnotations = <const Key extends string>(...keys: readonly Key[]) =>
  struct('map[string]string', fields(string, ...keys))

const keptTask = struct('v1alpha1.TaskSpec', {
  name: string,
  replicas: int32,
  template: struct('v1.PodTemplateSpec', { spec: struct('v1.PodSpec', fields(string, 'hostname', 'subdomain')) }),
})

export const keptJob = struct('v1alpha1.Job', {
  metadata: keptMetadata,
  spec: struct('v1alpha1.JobSpec', { queue: string, plugins: map(list(string)), tasks: list(keptTask) }),
})

export const keptPodGroup = struct('v1beta1.PodGroup', {
  metadata: keptNames,
  spec: struct('v1beta1.PodGroupSpec', { queue: string }),
  status: struct('v1beta1.PodGroupStatus', { phase: string }),
})

export const keptJobTemplate = struct('v1alpha1.JobTemplate', {
  metadata: keptNames,
  spec: struct('v1alpha1.JobSpec', {
    plugins: map(list(string)),
    tasks: list(struct('v1alpha1.TaskSpec', { name: string })),
    volumes: list(struct('v1alpha1.VolumeSpec', { mountPath: string })),
  }),
})

export const keptQueue = struct('v1beta1.Queue', {
  metadata: struct('v1.ObjectMeta', {
    name: string,
    annotations: keptAnnotations('volcano.sh/hierarchy', 'volcano.sh/hierarchy-weights'),
  }),
  spec: struct('v1beta1.QueueSpec', {
    parent: string,
    ...fields(resourceListShape, 'capability', 'deserved'),
    guarantee: struct('v1beta1.Guarantee', { resource: resourceListShape }),
    extendClusters: list(struct('v1beta1.Cluster', { name: string })),
  }),
  status: struct('v1beta1.QueueStatus', { state: string, allocated: resourceListShape }),
})

export const keptNamespace = struct('v1.Namespace', {
  metadata: struct('v1.ObjectMeta', {
    name: string,
    annotations: keptAnnotations('scheduling.volcano.sh/queue-name'),
    deletionTimestamp: time,
  }),
})

export const keptPriorityClass = struct('v1.PriorityClass', {
  metadata: struct('v1.ObjectMeta', { name: string }),
  value: int32,
  globalDefault: bool,
  preemptionPolicy: pointer(stringType('v1.PreemptionPolicy')),
})
