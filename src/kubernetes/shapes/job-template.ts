/** flow.volcano.sh/v1alpha1 JobTemplate. Mirrors staging/src/volcano.sh/apis/pkg/apis/flow/v1alpha1/jobtemplate_types.go. */
import { type Decoded, struct } from '../shape.ts'
import { metadataShape, typeMeta } from './metadata.ts'
import { jobSpecShape } from './volcano-job.ts'

export const jobTemplateShape = struct(
  'v1alpha1.JobTemplate',
  { metadata: metadataShape, spec: jobSpecShape },
  typeMeta,
)

export type JobTemplate = Decoded<typeof jobTemplateShape>
