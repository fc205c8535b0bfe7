import { add, append, type JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Toleration } from '../../kubernetes/shapes/affinity.ts'
import type { Pod } from '../../kubernetes/shapes/pod.ts'
import type { ResourceGroup } from '../settings.ts'

/**
 * A pod goes where the first resource group that it belongs to says: its nodes, tolerations and scheduler, and its affinity
 * unless the pod has one. What the pod has already is not added again. Mirrors pkg/webhooks/admission/pods/mutate: createPatch.
 */
export function joinResourceGroup(pod: Pod, namespace: string, groups: readonly ResourceGroup[]): JsonPatch {
  const group = groups.find((candidate) => belongsTo(pod, namespace, candidate))
  if (group === undefined) return []
  const { spec = {} } = pod
  const { affinity, schedulerName } = group
  return [
    ...selectNodes(spec.nodeSelector ?? {}, group.labels),
    ...(affinity === undefined || spec.affinity !== undefined ? [] : [add('/spec/affinity', affinity)]),
    ...tolerate(spec.tolerations, group.tolerations),
    ...(schedulerName === '' || schedulerName === spec.schedulerName
      ? []
      : [add('/spec/schedulerName', schedulerName)]),
  ]
}

const belongsTo = ({ metadata = {} }: Pod, namespace: string, { namespaces, annotations }: ResourceGroup): boolean =>
  namespaces.includes(namespace) || annotations.some(([key, value]) => (metadata.annotations?.[key] ?? '') === value)

function selectNodes(present: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): JsonPatch {
  const isSelected = Object.entries(labels).every(([key, value]) => present[key] === value)
  return isSelected ? [] : [add('/spec/nodeSelector', { ...present, ...labels })]
}

function tolerate(present: readonly Toleration[] | undefined, wanted: readonly Toleration[]): JsonPatch {
  const missing = wanted.filter((one) => !present?.some((other) => areEqual(one, other)))
  return append('/spec/tolerations', present, missing)
}

const tolerationKeys = ['key', 'operator', 'value', 'effect', 'tolerationSeconds'] as const

const areEqual = (one: Toleration, other: Toleration): boolean =>
  tolerationKeys.every((key) => (one[key] ?? '') === (other[key] ?? ''))
