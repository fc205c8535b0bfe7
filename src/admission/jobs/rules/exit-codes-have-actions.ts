import type { LifecyclePolicy } from '../../../kubernetes/shapes/volcano-job.ts'
import type { Finding } from '../../finding.ts'
import { checkAction } from '../check-action.ts'
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
  check: ({ object: { spec = {} } }) => [
    ...(spec.tasks ?? []).flatMap(({ policies }, i) => checkPolicies(policies, `spec.tasks[${i}].policies`)),
    ...checkPolicies(spec.policies, 'spec.policies'),
  ],
}

const none: readonly never[] = []

const checkPolicies = (policies: readonly LifecyclePolicy[] | undefined, path: string): readonly Finding[] =>
  policies?.flatMap((policy, i) => (isForExitCode(policy) ? checkAction(policy, `${path}[${i}]`) : none)) ?? none

const isForExitCode = ({ event, events = [], exitCode }: LifecyclePolicy): boolean =>
  exitCode !== undefined && !event && events.length === 0
