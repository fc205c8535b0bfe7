/** flow.volcano.sh/v1alpha1 JobFlow. Mirrors staging/src/volcano.sh/apis/pkg/apis/flow/v1alpha1/jobflow_types.go. */
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
import { metadataShape, typeMeta } from './metadata.ts'
import { jobSpecShape } from './volcano-job.ts'

const flowProbe = struct('v1alpha1.Probe', {
  httpGetList: list(
    struct('v1alpha1.HttpGet', {
      ...fields(string, 'taskName', 'path'),
      port: int,
      httpHeader: struct('v1.HTTPHeader', fields(string, 'name', 'value')),
    }),
  ),
  tcpSocketList: list(struct('v1alpha1.TcpSocket', { taskName: string, port: int })),
  taskStatusList: list(struct('v1alpha1.TaskStatus', fields(string, 'taskName', 'phase'))),
})

const flowShape = struct('v1alpha1.Flow', {
  name: string,
  dependsOn: pointer(struct('v1alpha1.DependsOn', { targets: list(string), probe: pointer(flowProbe) })),
  patch: pointer(struct('v1alpha1.Patch', { jobSpec: jobSpecShape })),
})

export const jobFlowSpecShape = struct('v1alpha1.JobFlowSpec', {
  flows: list(flowShape),
  jobRetainPolicy: stringType('v1alpha1.RetainPolicy'),
})

const jobPhase = stringType('v1alpha1.JobPhase')
const timestamps = fields(time, 'startTimestamp', 'endTimestamp')

const jobFlowStatus = struct('v1alpha1.JobFlowStatus', {
  ...fields(list(string), 'pendingJobs', 'runningJobs', 'failedJobs', 'completedJobs', 'terminatedJobs', 'unKnowJobs'),
  jobStatusList: list(
    struct('v1alpha1.JobStatus', {
      name: string,
      state: jobPhase,
      ...timestamps,
      restartCount: int32,
      runningHistories: list(struct('v1alpha1.JobRunningHistory', { ...timestamps, state: jobPhase })),
    }),
  ),
  conditions: map(
    struct('v1alpha1.Condition', {
      phase: jobPhase,
      createTime: time,
      runningDuration: pointer(duration),
      taskStatusCount: map(struct('v1alpha1.TaskState', { phase: map(int32, 'map[v1.PodPhase]int32') })),
    }),
  ),
  state: struct('v1alpha1.State', { phase: stringType('v1alpha1.Phase') }),
})

export const jobFlowShape = struct(
  'v1alpha1.JobFlow',
  { metadata: metadataShape, spec: jobFlowSpecShape, status: jobFlowStatus },
  typeMeta,
)

export type FlowProbe = Decoded<typeof flowProbe>
export type Flow = Decoded<typeof flowShape>
export type JobFlowSpec = Decoded<typeof jobFlowSpecShape>
export type JobFlow = Decoded<typeof jobFlowShape>
