import type { JobSpec, LifecyclePolicy, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { each, joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkPolicyLists } from '../check-policy-lists.ts'
import { eventsOf } from '../events-of.ts'
import type { JobRule } from '../rule.ts'

/**
 * What waits for pods to end has pods that end: Kubernetes starts a container again and again where the restart policy is
 * Always, which is the default, and after a failure where it is OnFailure. Volcano does not look at that.
 */
export const endingsCanCome: JobRule = {
  id: 'endings-can-come',
  nature: 'doubtful',
  about: {
    why: 'A pod with the restart policy Always, which is the default, never ends, and one with OnFailure never ends with an exit code. Policies for that and ttlSecondsAfterFinished then do nothing.',
    fix: 'Set restartPolicy in the template of the task: Never for exit codes, OnFailure or Never for an end.',
  },
  reads: [],
  check: ({ object: { spec = {} } }) => {
    const { tasks = none } = spec
    if (tasks.length === 0) return none
    const ofPolicies = checkPolicyLists(spec, (policies, path, task) =>
      each(policies, path, (policy, at) => checkPolicy(policy, at, task === undefined ? tasks : [task])),
    )
    return joined(ofPolicies, checkTimeToLive(spec))
  },
}

function checkPolicy(policy: LifecyclePolicy, path: string, tasks: readonly Task[]): readonly Finding[] {
  const { exitCode } = policy
  const events = eventsOf(policy)
  if (exitCode !== undefined && events.length === 0) {
    if (exitCode === 0 || tasks.some(endsOnFailure)) return none
    return [invalid(`${path}.exitCode`, exitCode, `${startsAgain('fails')}; write restartPolicy: Never`)]
  }
  if (!events.includes('TaskCompleted') || tasks.some(endsOnSuccess)) return none
  return [invalid(`${path}.event`, 'TaskCompleted', `${startsAgain('ends')}; write restartPolicy: OnFailure or Never`)]
}

const startsAgain = (when: string): string =>
  `the pods start again when a container ${when} (restartPolicy), so this does not happen`

/** A policy, whichever it is, may end the job in another way. */
function checkTimeToLive({ ttlSecondsAfterFinished: seconds, tasks = [], policies = [] }: JobSpec): readonly Finding[] {
  if (seconds === undefined || tasks.length === 0 || policies.length > 0) return none
  if (tasks.some((task) => endsOnSuccess(task) || (task.policies ?? []).length > 0)) return none
  const sentence = `no pod of the job ends by itself (restartPolicy), so the job does not finish and stays`
  return [invalid('spec.ttlSecondsAfterFinished', seconds, `${sentence}; write restartPolicy: OnFailure or Never`)]
}

const endsOnSuccess = (task: Task): boolean => restartPolicyOf(task) !== 'Always'
const endsOnFailure = (task: Task): boolean => ['Never', undefined].includes(restartPolicyOf(task))

/** Undefined where a container has a policy of its own, which may be anything; a deadline ends any pod. */
function restartPolicyOf({ template }: Task): string | undefined {
  const { containers = [], restartPolicy, activeDeadlineSeconds } = template?.spec ?? {}
  const isSpecial = containers.some(
    (container) => (container.restartPolicy ?? container.restartPolicyRules) !== undefined,
  )
  return isSpecial || activeDeadlineSeconds !== undefined ? undefined : restartPolicy || 'Always'
}
