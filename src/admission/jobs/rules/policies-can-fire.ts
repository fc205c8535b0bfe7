import type { LifecyclePolicy } from '../../../kubernetes/shapes/volcano-job.ts'
import { type Finding, invalid } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

/**
 * What a policy waits for can happen there. Volcano admits these: `PodPending` counts only with a timeout, `Unknown` happens to
 * jobs and not to tasks, and nothing sends `JobUpdated`. Mirrors pkg/controllers/job: applyPolicies.
 */
export const policiesCanFire: JobRule = {
  id: 'policies-can-fire',
  nature: 'impossible',
  about: {
    why: 'The job controller looks at PodPending only where the policy has a timeout, tells Unknown of jobs alone, and never sends JobUpdated. The action of such a policy is never taken.',
    fix: 'Give a policy for PodPending a timeout, write Unknown into spec.policies, and take JobUpdated away.',
  },
  reads: [],
  check: ({ object: { spec = {} } }) => [
    ...(spec.tasks ?? none).flatMap(({ policies }, i) =>
      policies === undefined ? none : check(policies, `spec.tasks[${i}].policies`, 'task'),
    ),
    ...check(spec.policies, 'spec.policies', 'job'),
  ],
}

const none: readonly never[] = []

type Place = 'task' | 'job'

const check = (policies: readonly LifecyclePolicy[] | undefined, path: string, place: Place): readonly Finding[] =>
  policies?.flatMap((policy, i) => {
    const { event, events } = policy
    const mayBeRare = events !== undefined || rare.includes(event)
    return mayBeRare ? checkPolicy(policy, `${path}[${i}].event`, place) : none
  }) ?? none

/** Most policies are for other events. */
const rare: readonly (string | undefined)[] = ['JobUpdated', 'PodPending', 'Unknown']

const checkPolicy = (policy: LifecyclePolicy, path: string, place: Place): readonly Finding[] =>
  eventsOf(policy).flatMap((event): readonly Finding[] => {
    const why = whyNever(event, policy, place)
    return why === undefined ? none : [invalid(path, event, why)]
  })

const eventsOf = ({ event, events = none }: LifecyclePolicy): readonly string[] => [
  ...new Set(event ? [...events, event] : events),
]

function whyNever(event: string, { timeout }: LifecyclePolicy, place: Place): string | undefined {
  if (event === 'JobUpdated') return 'Volcano never sends this event, so nothing is done; take it away'
  if (event === 'PodPending' && timeout === undefined)
    return 'it counts only for a policy with a timeout, so nothing is done; say with timeout how long pods may be pending'
  if (event === 'Unknown' && place === 'task')
    return 'it happens to the job and to no task, so nothing is done; move the policy to spec.policies'
  return undefined
}
