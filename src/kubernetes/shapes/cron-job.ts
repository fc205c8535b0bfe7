/** batch.volcano.sh/v1alpha1 CronJob. Mirrors staging/src/volcano.sh/apis/pkg/apis/batch/v1alpha1/job.go. */
import { bool, type Decoded, fields, int32, int64, list, pointer, string, stringType, struct, time } from '../shape.ts'
import { metadataShape, typeMeta } from './metadata.ts'
import { jobSpecShape } from './volcano-job.ts'

export const cronJobSpecShape = struct('v1alpha1.CronJobSpec', {
  schedule: string,
  timeZone: pointer(string),
  startingDeadlineSeconds: pointer(int64),
  concurrencyPolicy: stringType('v1alpha1.ConcurrencyPolicy'),
  suspend: pointer(bool),
  jobTemplate: struct('v1alpha1.JobTemplateSpec', { metadata: metadataShape, spec: jobSpecShape }),
  ...fields(pointer(int32), 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
})

const objectReference = struct('v1.ObjectReference', {
  ...fields(string, 'kind', 'namespace', 'name', 'apiVersion', 'resourceVersion', 'fieldPath'),
  uid: stringType('types.UID'),
})

const cronJobStatus = struct('v1alpha1.CronJobStatus', {
  active: list(objectReference),
  ...fields(pointer(time), 'lastScheduleTime', 'lastSuccessfulTime'),
})

export const cronJobShape = struct(
  'v1alpha1.CronJob',
  { metadata: metadataShape, spec: cronJobSpecShape, status: cronJobStatus },
  typeMeta,
)

export type CronJobSpec = Decoded<typeof cronJobSpecShape>
export type CronJob = Decoded<typeof cronJobShape>
