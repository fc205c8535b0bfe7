/** core/v1 types that say where a pod may run: k8s.io/api v0.36.1. */
import { type Decoded, fields, int32, int64, list, pointer, pointers, string, stringType, struct } from '../shape.ts'
import { labelSelectorShape } from './metadata.ts'

const nodeSelectorRequirement = struct('v1.NodeSelectorRequirement', {
  key: string,
  operator: stringType('v1.NodeSelectorOperator'),
  values: list(string),
})

const nodeSelectorTerm = struct(
  'v1.NodeSelectorTerm',
  fields(list(nodeSelectorRequirement), 'matchExpressions', 'matchFields'),
)

const nodeAffinity = struct('v1.NodeAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: pointer(
    struct('v1.NodeSelector', { nodeSelectorTerms: list(nodeSelectorTerm) }),
  ),
  preferredDuringSchedulingIgnoredDuringExecution: list(
    struct('v1.PreferredSchedulingTerm', { weight: int32, preference: nodeSelectorTerm }),
  ),
})

const podAffinityTerm = struct('v1.PodAffinityTerm', {
  ...fields(pointer(labelSelectorShape), 'labelSelector', 'namespaceSelector'),
  ...fields(list(string), 'namespaces', 'matchLabelKeys', 'mismatchLabelKeys'),
  topologyKey: string,
})

const weightedPodAffinityTerm = struct('v1.WeightedPodAffinityTerm', { weight: int32, podAffinityTerm })

const podAffinityFields = {
  requiredDuringSchedulingIgnoredDuringExecution: list(podAffinityTerm),
  preferredDuringSchedulingIgnoredDuringExecution: list(weightedPodAffinityTerm),
}

export const affinityShape = struct(
  'v1.Affinity',
  pointers({
    nodeAffinity,
    podAffinity: struct('v1.PodAffinity', podAffinityFields),
    podAntiAffinity: struct('v1.PodAntiAffinity', podAffinityFields),
  }),
)

export const tolerationShape = struct('v1.Toleration', {
  key: string,
  value: string,
  operator: stringType('v1.TolerationOperator'),
  effect: stringType('v1.TaintEffect'),
  tolerationSeconds: pointer(int64),
})

export const topologySpreadConstraintShape = struct('v1.TopologySpreadConstraint', {
  maxSkew: int32,
  topologyKey: string,
  whenUnsatisfiable: stringType('v1.UnsatisfiableConstraintAction'),
  labelSelector: pointer(labelSelectorShape),
  minDomains: pointer(int32),
  ...fields(pointer(stringType('v1.NodeInclusionPolicy')), 'nodeAffinityPolicy', 'nodeTaintsPolicy'),
  matchLabelKeys: list(string),
})

export type Affinity = Decoded<typeof affinityShape>
export type Toleration = Decoded<typeof tolerationShape>
export type TopologySpreadConstraint = Decoded<typeof topologySpreadConstraintShape>
