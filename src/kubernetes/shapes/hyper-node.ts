/** topology.volcano.sh/v1alpha1 HyperNode. Mirrors staging/src/volcano.sh/apis/pkg/apis/topology/v1alpha1. */
import { type Decoded, fields, int, int64, list, pointer, string, stringType, struct, time } from '../shape.ts'
import { labelSelectorShape, metadataShape, typeMeta } from './metadata.ts'

const memberShape = struct('v1alpha1.MemberSpec', {
  type: stringType('v1alpha1.MemberType'),
  selector: struct('v1alpha1.MemberSelector', {
    exactMatch: pointer(struct('v1alpha1.ExactMatch', { name: string })),
    regexMatch: pointer(struct('v1alpha1.RegexMatch', { pattern: string })),
    labelMatch: pointer(labelSelectorShape),
  }),
})

export const hyperNodeSpecShape = struct('v1alpha1.HyperNodeSpec', {
  tier: int,
  tierName: string,
  members: list(memberShape),
})

const condition = struct('v1.Condition', {
  ...fields(string, 'type', 'reason', 'message'),
  status: stringType('v1.ConditionStatus'),
  observedGeneration: int64,
  lastTransitionTime: time,
})

const hyperNodeStatus = struct('v1alpha1.HyperNodeStatus', { conditions: list(condition), nodeCount: int64 })

export const hyperNodeShape = struct(
  'v1alpha1.HyperNode',
  { metadata: metadataShape, spec: hyperNodeSpecShape, status: hyperNodeStatus },
  typeMeta,
)

export type Member = Decoded<typeof memberShape>
export type HyperNode = Decoded<typeof hyperNodeShape>
