/** scheduling.volcano.sh/v1beta1 PodGroup. Mirrors staging/src/volcano.sh/apis/pkg/apis/scheduling/v1beta1/types.go. */
import { type Decoded, fields, int, int32, list, map, pointer, string, stringType, struct, time } from '../shape.ts'
import { labelSelectorShape, metadataShape, resourceListShape, typeMeta } from './metadata.ts'

export const podGroupTopologyShape = struct('v1beta1.NetworkTopologySpec', {
  mode: stringType('v1beta1.NetworkTopologyMode'),
  highestTierAllowed: pointer(int),
  highestTierName: string,
})

export const podGroupSpecShape = struct('v1beta1.PodGroupSpec', {
  minMember: int32,
  minTaskMember: map(int32),
  ...fields(string, 'queue', 'priorityClassName'),
  minResources: pointer(resourceListShape),
  networkTopology: pointer(podGroupTopologyShape),
  subGroupPolicy: list(
    struct('v1beta1.SubGroupPolicySpec', {
      name: string,
      networkTopology: pointer(podGroupTopologyShape),
      ...fields(pointer(int32), 'subGroupSize', 'minSubGroups'),
      labelSelector: pointer(labelSelectorShape),
      matchLabelKeys: list(string),
    }),
  ),
})

const podGroupStatus = struct('v1beta1.PodGroupStatus', {
  phase: stringType('v1beta1.PodGroupPhase'),
  conditions: list(
    struct('v1beta1.PodGroupCondition', {
      type: stringType('v1beta1.PodGroupConditionType'),
      status: stringType('v1.ConditionStatus'),
      ...fields(string, 'transitionID', 'reason', 'message'),
      lastTransitionTime: time,
    }),
  ),
  ...fields(int32, 'running', 'succeeded', 'failed'),
})

export const podGroupShape = struct(
  'v1beta1.PodGroup',
  { metadata: metadataShape, spec: podGroupSpecShape, status: podGroupStatus },
  typeMeta,
)

export type PodGroup = Decoded<typeof podGroupShape>
