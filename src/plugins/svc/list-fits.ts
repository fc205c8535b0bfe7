import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { sizeOfHosts, sizeOfList } from '../sizes/size-of-hosts.ts'
import { longestVariable, sizeOfVariable } from '../sizes/size-of-variable.ts'
import { hostVariables } from './host-variables.ts'

/** Whether Linux starts a program with the variable that lists the hosts of a task. */
export const listFits = (job: Job, task: Task): boolean =>
  sizeOfVariable(hostVariables(task.name ?? '').hosts, sizeOfList(sizeOfHosts(job, task))) <= longestVariable
