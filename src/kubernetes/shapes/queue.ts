/** scheduling.volcano.sh/v1beta1 Queue. Mirrors staging/src/volcano.sh/apis/pkg/apis/scheduling/v1beta1/types.go. */
import { bool, type Decoded, fields, int32, list, pointer, pointers, string, stringType, struct } from '../shape.ts'
import { metadataShape, resourceListShape, typeMeta } from './metadata.ts'

const nodeGroups = {
  requiredDuringSchedulingIgnoredDuringExecution: list(string),
  preferredDuringSchedulingIgnoredDuringExecution: list(string),
}

export const queueSpecShape = struct('v1beta1.QueueSpec', {
  weight: int32,
  priority: int32,
  ...fields(resourceListShape, 'capability', 'deserved'),
  reclaimable: pointer(bool),
  extendClusters: list(struct('v1beta1.Cluster', { name: string, weight: int32, capacity: resourceListShape })),
  guarantee: struct('v1beta1.Guarantee', { resource: resourceListShape }),
  affinity: pointer(
    struct(
      'v1beta1.Affinity',
      pointers({
        nodeGroupAffinity: struct('v1beta1.NodeGroupAffinity', nodeGroups),
        nodeGroupAntiAffinity: struct('v1beta1.NodeGroupAntiAffinity', nodeGroups),
      }),
    ),
  ),
  type: string,
  parent: string,
  dequeueStrategy: stringType('v1beta1.DequeueStrategy'),
})

const queueStatus = struct('v1beta1.QueueStatus', {
  state: stringType('v1beta1.QueueState'),
  ...fields(int32, 'unknown', 'pending', 'running', 'inqueue', 'completed'),
  reservation: struct('v1beta1.Reservation', { nodes: list(string), resource: resourceListShape }),
  allocated: resourceListShape,
})

export const queueShape = struct(
  'v1beta1.Queue',
  { metadata: metadataShape, spec: queueSpecShape, status: queueStatus },
  typeMeta,
)

export type QueueSpec = Decoded<typeof queueSpecShape>
export type Queue = Decoded<typeof queueShape>
