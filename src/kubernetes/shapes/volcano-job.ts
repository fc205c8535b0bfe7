/** batch.volcano.sh/v1alpha1 Job. Mirrors staging/src/volcano.sh/apis/pkg/apis/batch/v1alpha1/job.go. */
import {
  type Decoded,
  duration,
  fields,
  int,
  int32,
  list,
  map,
  pointer,
  string,
  stringType,
  struct,
  time,
} from '../shape.ts'
import { metadataShape, stringMap, typeMeta } from './metadata.ts'
import { persistentVolumeClaimSpecShape } from './persistent-volume-claim.ts'
import { podTemplateShape } from './pod.ts'

export const jobVolumeShape = struct('v1alpha1.VolumeSpec', {
  mountPath: string,
  volumeClaimName: string,
  volumeClaim: pointer(persistentVolumeClaimSpecShape),
})

export const networkTopologyShape = struct('v1alpha1.NetworkTopologySpec', {
  mode: stringType('v1alpha1.NetworkTopologyMode'),
  highestTierAllowed: pointer(int),
  highestTierName: string,
})

export const lifecyclePolicyShape = struct('v1alpha1.LifecyclePolicy', {
  action: stringType('v1alpha1.Action'),
  event: stringType('v1alpha1.Event'),
  events: list(stringType('v1alpha1.Event')),
  exitCode: pointer(int32),
  timeout: pointer(duration),
})

export const partitionPolicyShape = struct('v1alpha1.PartitionPolicySpec', {
  ...fields(int32, 'totalPartitions', 'partitionSize', 'minPartitions'),
  networkTopology: pointer(networkTopologyShape),
})

export const taskShape = struct('v1alpha1.TaskSpec', {
  name: string,
  replicas: int32,
  maxRetry: int32,
  minAvailable: pointer(int32),
  template: podTemplateShape,
  policies: list(lifecyclePolicyShape),
  topologyPolicy: stringType('v1alpha1.NumaPolicy'),
  dependsOn: pointer(struct('v1alpha1.DependsOn', { name: list(string), iteration: stringType('v1alpha1.Iteration') })),
  partitionPolicy: pointer(partitionPolicyShape),
})

export const jobSpecShape = struct('v1alpha1.JobSpec', {
  ...fields(string, 'schedulerName', 'queue', 'priorityClassName'),
  minAvailable: int32,
  maxRetry: int32,
  volumes: list(jobVolumeShape),
  tasks: list(taskShape),
  policies: list(lifecyclePolicyShape),
  plugins: map(list(string)),
  runningEstimate: pointer(duration),
  ...fields(pointer(int32), 'ttlSecondsAfterFinished', 'minSuccess'),
  networkTopology: pointer(networkTopologyShape),
})

const jobPhase = stringType('v1alpha1.JobPhase')

const jobStatus = struct('v1alpha1.JobStatus', {
  state: struct('v1alpha1.JobState', { phase: jobPhase, reason: string, message: string, lastTransitionTime: time }),
  ...fields(int32, 'minAvailable', 'pending', 'running', 'succeeded', 'failed', 'terminating', 'unknown'),
  version: int32,
  retryCount: int32,
  taskStatusCount: map(struct('v1alpha1.TaskState', { phase: map(int32, 'map[v1.PodPhase]int32') })),
  runningDuration: pointer(duration),
  controlledResources: stringMap,
  conditions: list(struct('v1alpha1.JobCondition', { status: jobPhase, lastTransitionTime: pointer(time) })),
})

export const jobShape = struct(
  'v1alpha1.Job',
  { metadata: metadataShape, spec: jobSpecShape, status: jobStatus },
  typeMeta,
)

export type JobVolume = Decoded<typeof jobVolumeShape>
export type NetworkTopology = Decoded<typeof networkTopologyShape>
export type LifecyclePolicy = Decoded<typeof lifecyclePolicyShape>
export type PartitionPolicy = Decoded<typeof partitionPolicyShape>
export type Task = Decoded<typeof taskShape>
export type JobSpec = Decoded<typeof jobSpecShape>
export type Job = Decoded<typeof jobShape>
