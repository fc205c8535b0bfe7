import type { LifecyclePolicy, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { each, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkPolicyLists } from '../check-policy-lists.ts'
import { eventsOf } from '../events-of.ts'
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
  check: ({ object: { spec = {} } }) =>
    checkPolicyLists(spec, (policies, path, task) =>
      policies.some(mayBeRare) ? each(policies, path, (policy, at) => checkPolicy(policy, `${at}.event`, task)) : none,
    ),
}

/** Most policies are for other events. */
const rare: readonly (string | undefined)[] = ['JobUpdated', 'PodPending', 'Unknown']

const mayBeRare = ({ event, events }: LifecyclePolicy): boolean => events !== undefined || rare.includes(event)

const checkPolicy = (policy: LifecyclePolicy, path: string, task: Task | undefined): readonly Finding[] =>
  eventsOf(policy).flatMap((event): readonly Finding[] => {
    const why = whyNever(event, policy, task)
    return why === undefined ? none : [invalid(path, event, why)]
  })

function whyNever(event: string, { timeout }: LifecyclePolicy, task: Task | undefined): string | undefined {
  if (event === 'JobUpdated') return 'Volcano never sends this event, so nothing is done; take it away'
  if (event === 'PodPending' && timeout === undefined)
    return 'it counts only for a policy with a timeout, so nothing is done; say with timeout how long pods may be pending'
  if (event === 'Unknown' && task !== undefined)
    return 'it happens to the job and to no task, so nothing is done; move the policy to spec.policies'
  return undefined
}
