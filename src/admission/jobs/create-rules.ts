import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { AnyRule } from '../rule.ts'
import { dependsOnIsAcyclic } from './rules/depends-on-is-acyclic.ts'
import { derivedNamesAreLegal } from './rules/derived-names-are-legal.ts'
import { exitCodesHaveActions } from './rules/exit-codes-have-actions.ts'
import { hasTasks } from './rules/has-tasks.ts'
import { hostNamesAreLegal } from './rules/host-names-are-legal.ts'
import { minAvailableFitsReplicas } from './rules/min-available-fits-replicas.ts'
import { mpiHasMaster } from './rules/mpi-has-master.ts'
import { namesAreQualified } from './rules/names-are-qualified.ts'
import { networkTopologyHasOneTier } from './rules/network-topology-has-one-tier.ts'
import { partitionsFitReplicas } from './rules/partitions-fit-replicas.ts'
import { pluginArgumentsAreUnderstood } from './rules/plugin-arguments-are-understood.ts'
import { pluginPortsAreLegal } from './rules/plugin-ports-are-legal.ts'
import { pluginsAreKnown } from './rules/plugins-are-known.ts'
import { podTemplatesAreSound } from './rules/pod-templates-are-sound.ts'
import { policiesAreSound } from './rules/policies-are-sound.ts'
import { priorityClassesExist } from './rules/priority-classes-exist.ts'
import { queueNameIsALabel } from './rules/queue-name-is-a-label.ts'
import { queueTakesJobs } from './rules/queue-takes-jobs.ts'
import { rayPortsDiffer } from './rules/ray-ports-differ.ts'
import { sshPortIsThatOfMpi } from './rules/ssh-port-is-that-of-mpi.ts'
import { taskMinAvailableFitsReplicas } from './rules/task-min-available-fits-replicas.ts'
import { taskNamesAreUnique } from './rules/task-names-are-unique.ts'
import { topologyPolicyHasWholeCpus } from './rules/topology-policy-has-whole-cpus.ts'
import { volumesAreSound } from './rules/volumes-are-sound.ts'

/** What a new job must meet. The order is the order of the answers. */
export const createRules: readonly AnyRule<Job>[] = [
  hasTasks,
  mpiHasMaster,
  networkTopologyHasOneTier,
  taskMinAvailableFitsReplicas,
  taskNamesAreUnique,
  policiesAreSound,
  exitCodesHaveActions,
  namesAreQualified,
  podTemplatesAreSound,
  topologyPolicyHasWholeCpus,
  partitionsFitReplicas,
  minAvailableFitsReplicas,
  pluginsAreKnown,
  pluginArgumentsAreUnderstood,
  pluginPortsAreLegal,
  rayPortsDiffer,
  sshPortIsThatOfMpi,
  volumesAreSound,
  queueTakesJobs,
  dependsOnIsAcyclic,
  priorityClassesExist,
  derivedNamesAreLegal,
  hostNamesAreLegal,
  queueNameIsALabel,
]
