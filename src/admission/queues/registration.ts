import { queueShape } from '../../kubernetes/shapes/queue.ts'

/** What both webhooks of queues are registered for. */
export const queueRegistration = {
  resource: { group: 'scheduling.volcano.sh', version: 'v1beta1', resource: 'queues' },
  scope: 'Cluster',
  sideEffects: 'NoneOnDryRun',
  shape: queueShape,
} as const
