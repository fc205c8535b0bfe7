import type { Job, Task } from '../../kubernetes/shapes/volcano-job.ts'
import { replicasOf, tasksOf } from '../hosts.ts'
import { printInt } from '../port.ts'
import { isAlone, placeOf, rolesIn, type TensorflowFlags } from '../tensorflow/tensorflow.ts'
import { sizeOfReplicas } from './size-of-hosts.ts'
import { sizeOfVariable } from './size-of-variable.ts'

/** TF_CONFIG in the pod of a job that has the longest one; 0 in a job of one pod, which has none. */
export function sizeOfTfConfig(job: Job, flags: TensorflowFlags): number {
  const tasks = tasksOf(job)
  if (isAlone(tasks)) return 0
  const longestPlace = tasks.reduce((longest, task) => Math.max(longest, sizeOfPlace(task, flags)), 0)
  const frame = '{"cluster":,"task":}'.length
  return sizeOfVariable('TF_CONFIG', frame + sizeOfCluster(job, flags) + longestPlace)
}

const sizeOfPlace = (task: Task, flags: TensorflowFlags): number => {
  const last = replicasOf(task) - 1
  return last < 0 ? 0 : JSON.stringify(placeOf(task.name ?? '', last, flags)).length
}

/** The JSON of the hosts of each role, which are `"domain:port"`. */
function sizeOfCluster(job: Job, flags: TensorflowFlags): number {
  const port = printInt(flags.port).length
  const roles = rolesIn(job, flags).filter(([, task]) => replicasOf(task) > 0)
  let bytes = 2 + Math.max(0, roles.length - 1)
  for (const [role, task] of roles) {
    const { count, domains } = sizeOfReplicas(job, task)
    bytes += `"${role}":[]`.length + domains + count * ('":"'.length + port) + count - 1
  }
  return bytes
}
