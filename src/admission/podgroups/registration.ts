import { podGroupShape } from '../../kubernetes/shapes/pod-group.ts'

/** What both webhooks of pod groups are registered for. */
export const podGroupRegistration = {
  resource: { group: 'scheduling.volcano.sh', version: 'v1beta1', resource: 'podgroups' },
  scope: 'Namespaced',
  operations: ['CREATE'],
  sideEffects: 'NoneOnDryRun',
  shape: podGroupShape,
} as const
