import type { Job, Task } from '../../../kubernetes/shapes/volcano-job.ts'
import { replicasOf, taskOf, tasksOf } from '../../../plugins/hosts.ts'
import { mpi } from '../../../plugins/mpi/mpi.ts'
import { sizeOfHosts, sizeOfList } from '../../../plugins/sizes/size-of-hosts.ts'
import { sizeOfTfConfig } from '../../../plugins/sizes/size-of-tf-config.ts'
import { longestVariable, sizeOfVariable } from '../../../plugins/sizes/size-of-variable.ts'
import { hostFile, hostVariables } from '../../../plugins/svc/host-variables.ts'
import { svc } from '../../../plugins/svc/svc.ts'
import { type TensorflowFlags, tensorflow } from '../../../plugins/tensorflow/tensorflow.ts'
import { joined, none } from '../../checks.ts'
import { asWarning, type Finding, invalid } from '../../finding.ts'
import { checkHostReferences } from '../derived/check-host-references.ts'
import { flagsOf } from '../derived/flags-of.ts'
import { largestTask, mostReplicas, podsOf, withReplicas } from '../derived/most-replicas.ts'
import type { JobRule } from '../rule.ts'

/**
 * Lists of hosts in variables are short enough for Linux to start a program with them, and so few that a pod has room for all
 * references to them.
 */
export const hostVariablesFit: JobRule = {
  id: 'host-variables-fit',
  nature: 'impossible',
  about: {
    why: 'The plugins svc, mpi and tensorflow write the hosts of tasks into variables of containers. Linux starts no program with a variable of more than 131072 bytes, name and end included (32 pages of memory; machines with larger pages allow more). The pods are made, and each container fails with "argument list too long": from about 1200 replicas on where names are long, from 5500 where they are short. Of thousands of tasks with several containers in a pod, svc alone makes pods that are larger than what is stored (1572864 bytes): the API server refuses them.',
    fix: 'Have no more replicas than the answer says, spread them over several tasks, or give job and task shorter names. For svc, `--inject-hosts-env=false` leaves the variables out: the same lists are files under `/etc/volcano`. With `--host-variables=when-they-fit` the server leaves such a list out itself, and says so as advice.',
    upstream: [5471],
  },
  reads: [],
  check({ object }, _, { hostVariables: mode, maxObjectBytes }) {
    const references = checkHostReferences(object, maxObjectBytes)
    if (podsOf(object) <= alwaysFits) return references
    const ofSvc = checkSvc(object)
    const omitted = mode === 'always' ? ofSvc : ofSvc.map(asWarning)
    return joined(references, omitted, checkMpi(object), checkTensorflow(object))
  },
}

/** However long the names are that Kubernetes allows, so many hosts fit into each of the variables. */
const alwaysFits = 750

function checkSvc(job: Job): readonly Finding[] {
  if (flagsOf<Readonly<{ 'inject-hosts-env': boolean }>>(job, svc)?.['inject-hosts-env'] !== true) return none
  return tasksOf(job).flatMap((task, i) => {
    if (replicasOf(task) <= alwaysFits) return none
    const name = task.name ?? ''
    const advice = `or give svc --inject-hosts-env=false and read /etc/volcano/${hostFile(name)}`
    return checkList(job, task, i, hostVariables(name).hosts, 'svc', advice)
  })
}

function checkMpi(job: Job): readonly Finding[] {
  const { worker } = flagsOf<Readonly<{ worker: string }>>(job, mpi) ?? {}
  const task = worker === undefined ? undefined : taskOf(job, worker)
  if (task === undefined) return none
  const advice = 'or use shorter names'
  return checkList(job, task, tasksOf(job).indexOf(task), 'MPI_HOST', 'mpi', advice)
}

/** A variable that is a list of the hosts of one task. */
function checkList(job: Job, task: Task, i: number, name: string, who: string, advice: string): readonly Finding[] {
  const sizeWith = (replicas: number): number => sizeOfVariable(name, sizeOfList(sizeOfHosts(job, task, replicas)))
  return tell(i, replicasOf(task), `${name} of ${who}`, sizeWith, advice)
}

function checkTensorflow(job: Job): readonly Finding[] {
  const flags = flagsOf<TensorflowFlags>(job, tensorflow)
  if (flags === undefined) return none
  const i = largestTask(job)
  const sizeWith = (replicas: number): number => sizeOfTfConfig(withReplicas(job, i, replicas), flags)
  const replicas = replicasOf(tasksOf(job)[i] ?? {})
  return tell(i, replicas, 'TF_CONFIG of tensorflow', sizeWith, 'or use shorter names')
}

function tell(
  i: number,
  replicas: number,
  what: string,
  sizeWith: (replicas: number) => number,
  advice: string,
): readonly Finding[] {
  const size = sizeWith(replicas)
  if (size <= longestVariable) return none
  const most = mostReplicas(replicas, (fewer) => sizeWith(fewer) <= longestVariable)
  const sentence = `${what} would have ${size} bytes, and Linux starts no program with more than ${longestVariable} in a variable`
  const fitting = most < 0 ? 'use shorter names' : `up to ${most} replicas fit, ${advice}`
  return [invalid(`spec.tasks[${i}].replicas`, replicas, `${sentence}; ${fitting}`)]
}
