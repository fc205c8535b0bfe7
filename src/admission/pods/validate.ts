import { type Pod, podShape } from '../../kubernetes/shapes/pod.ts'
import type { Settings } from '../settings.ts'
import { validating } from '../webhook.ts'
import { groupOf } from './group-of.ts'
import { budgetsAreSound } from './rules/budgets-are-sound.ts'
import { podGroupExists } from './rules/pod-group-exists.ts'

/** Looks at pods that one of Volcano's schedulers is to place, and at no others. */
export const validatePods = validating(
  {
    path: '/pods/validate',
    name: 'validatepod.volcano.sh',
    resource: { group: '', version: 'v1', resource: 'pods' },
    scope: 'Namespaced',
    operations: ['CREATE'],
    sideEffects: 'NoneOnDryRun',
    about: "Refuses pods of Volcano's schedulers whose disruption budget cannot be read.",
    shape: podShape,
    wrongOperation: () => "expect operation to be 'CREATE'",
    lookUps({ object, namespace }, settings) {
      const name = groupOf(object)
      return name === '' || isOfOthers(object, settings) ? [] : [{ from: 'podGroups', namespace, name }]
    },
  },
  {
    rules: { CREATE: [budgetsAreSound, podGroupExists] },
    isLeftAlone: ({ object }, settings) => isOfOthers(object, settings),
  },
)

const isOfOthers = ({ spec = {} }: Pod, { schedulerNames }: Settings): boolean =>
  !schedulerNames.includes(spec.schedulerName ?? '')
