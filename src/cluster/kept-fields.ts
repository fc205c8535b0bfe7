import { fields, int32, list, map, string, struct, time } from '../kubernetes/shape.ts'

/** What decisions read of the objects of a cluster. All else, most of it pod templates, is dropped as it arrives. */
const keptMetadata = struct('v1.ObjectMeta', {
  ...fields(string, 'name', 'namespace', 'uid', 'resourceVersion'),
  deletionTimestamp: time,
})

const keptTask = struct('v1alpha1.TaskSpec', {
  name: string,
  replicas: int32,
  template: struct('v1.PodTemplateSpec', { spec: struct('v1.PodSpec', fields(string, 'hostname', 'subdomain')) }),
})

export const keptJob = struct('v1alpha1.Job', {
  metadata: keptMetadata,
  spec: struct('v1alpha1.JobSpec', { queue: string, plugins: map(list(string)), tasks: list(keptTask) }),
})

export const keptQueue = struct('v1beta1.Queue', {
  metadata: keptMetadata,
  spec: struct('v1beta1.QueueSpec', { parent: string }),
  status: struct('v1beta1.QueueStatus', { state: string }),
})
