/** scheduling.k8s.io/v1 PriorityClass of k8s.io/api v0.36.1. */
import { bool, type Decoded, int32, pointer, string, stringType, struct } from '../shape.ts'
import { metadataShape, typeMeta } from './metadata.ts'

export const priorityClassShape = struct(
  'v1.PriorityClass',
  {
    metadata: metadataShape,
    value: int32,
    globalDefault: bool,
    description: string,
    preemptionPolicy: pointer(stringType('v1.PreemptionPolicy')),
  },
  typeMeta,
)

export type PriorityClass = Decoded<typeof priorityClassShape>
