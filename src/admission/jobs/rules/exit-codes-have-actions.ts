import type { LifecyclePolicy } from '../../../kubernetes/shapes/volcano-job.ts'
import { each, none } from '../../checks.ts'
import type { Finding } from '../../finding.ts'
import { checkAction } from '../check-action.ts'
import { checkPolicyLists } from '../check-policy-lists.ts'
import { eventsOf } from '../events-of.ts'
import type { JobRule } from '../rule.ts'

/**
 * A policy for an exit code has an action that there is. Volcano asks that of policies for events alone; its controller does
 * nothing at all for an action that it does not know.
 */
export const exitCodesHaveActions: JobRule = {
  id: 'exit-codes-have-actions',
  nature: 'impossible',
  about: {
    why: 'Volcano checks the actions of policies for events alone. For an action that it does not know, its controller does nothing.',
    fix: 'Name one of the actions: `AbortJob`, `CompleteJob`, `RestartJob`, `RestartPartition`, `RestartPod`, `RestartTask`, `ResumeJob`, `TerminateJob`.',
    upstream: [5682],
  },

  reads: [],
  check: ({ object: { spec = {} } }) => checkPolicyLists(spec, checkPolicies),
}

const checkPolicies = (policies: readonly LifecyclePolicy[], path: string): readonly Finding[] =>
  policies.some(isForExitCode)
    ? each(policies, path, (policy, at) => (isForExitCode(policy) ? checkAction(policy, at) : none))
    : none

const isForExitCode = (policy: LifecyclePolicy): boolean =>
  policy.exitCode !== undefined && eventsOf(policy).length === 0
