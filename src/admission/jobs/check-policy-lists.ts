import type { JobSpec, LifecyclePolicy, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { joined, none } from '../checks.ts'
import type { Finding } from '../finding.ts'

/** What is wrong with the policies of a task, or of the job where there is no task. There is at least one policy. */
type PoliciesCheck = (policies: readonly LifecyclePolicy[], path: string, task: Task | undefined) => readonly Finding[]

/** Checks each list of policies of a job: first those of its tasks, then its own. */
export function checkPolicyLists({ tasks = none, policies }: JobSpec, check: PoliciesCheck): readonly Finding[] {
  let found: readonly Finding[] = none
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if (task?.policies?.length) found = joined(found, check(task.policies, `spec.tasks[${i}].policies`, task))
  }
  return policies?.length ? joined(found, check(policies, 'spec.policies', undefined)) : found
}
