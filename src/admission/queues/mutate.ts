import { mutating } from '../webhook.ts'
import type { QueueDefault } from './default.ts'
import { hierarchyRoot } from './defaults/hierarchy-root.ts'
import { specDefaults } from './defaults/spec.ts'
import { queueRegistration } from './registration.ts'

/** The order is the order of the operations. */
const defaults: readonly QueueDefault[] = [hierarchyRoot, specDefaults]

export const mutateQueues = mutating(
  {
    ...queueRegistration,
    path: '/queues/mutate',
    name: 'mutatequeue.volcano.sh',
    about: 'Completes queues: their weight, whether others may reclaim from them, the root of their hierarchy.',
    operations: ['CREATE'],
    wrongOperation: (operation) => `invalid operation \`${operation}\`, expect operation to be \`CREATE\``,
    reads: [],
    advice: [],
    lookUps: () => [],
  },
  ({ object }) => ({ patch: defaults.flatMap((complete) => complete(object)), findings: [] }),
)
