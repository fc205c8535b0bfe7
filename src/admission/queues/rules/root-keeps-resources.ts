import { type Finding, forbidden } from '../../finding.ts'
import { isChanged } from '../changes.ts'
import { nameOf } from '../names.ts'
import { resourceFields } from '../resource-fields.ts'
import type { QueueRule } from '../rule.ts'

const sentence = "root queue's resource attributes (capability, deserved, guarantee) cannot be modified"
const advice = 'root has all that the cluster has; set limits on the queues below it'

/** The resources of root stay as they are, unless --enable-root-queue-protection=false. Mirrors queues/validate: AdmitQueues. */
export const rootKeepsResources: QueueRule = {
  id: 'root-keeps-resources',
  nature: 'upstream',
  about: {
    why: 'The scheduler sets the resources of root to what the cluster has.',
    fix: 'Set limits on the queues below. `--enable-root-queue-protection=false` lets changes pass.',
  },

  reads: [],
  check(review, _, { rootQueueProtection }): readonly Finding[] {
    if (!rootQueueProtection || nameOf(review.object) !== 'root') return []
    return resourceFields
      .filter((field) => isChanged(field, review))
      .map(({ path }) => forbidden(path, `${sentence}; ${advice}`))
  },
}
