import { validating } from '../webhook.ts'
import { podGroupRegistration } from './registration.ts'
import { jobNamesQueue } from './rules/job-names-queue.ts'
import { queueCanGive } from './rules/queue-can-give.ts'
import { queueHasState } from './rules/queue-has-state.ts'
import { queueIsOpen } from './rules/queue-is-open.ts'
import { topologiesHaveOneTier } from './rules/topologies-have-one-tier.ts'

export const validatePodGroups = validating(
  {
    ...podGroupRegistration,
    path: '/podgroups/validate',
    name: 'validatepodgroup.volcano.sh',
    about: 'Refuses pod groups whose queue is not open, or whose topology contradicts itself.',
    wrongOperation: (operation) => `unsupported operation ${operation}`,
    lookUps: ({ object }) => (object.spec?.queue ? [{ from: 'queues', name: object.spec.queue }] : []),
  },
  { rules: { CREATE: [queueIsOpen, queueHasState, jobNamesQueue, queueCanGive, topologiesHaveOneTier] } },
)
