import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import { onlyWhere } from '../only-where.ts'
import type { AnyRule } from '../rule.ts'
import { hasDependencies, hasPluginsToSet, hasVolumes } from './rare-parts.ts'
import { additionsOfPluginsAreLegal } from './rules/additions-of-plugins-are-legal.ts'
import { budgetsOfPodsAreSound } from './rules/budgets-of-pods-are-sound.ts'
import { claimsAreNamedOnce } from './rules/claims-are-named-once.ts'
import { claimsAreSound } from './rules/claims-are-sound.ts'
import { companionNamesAreFree } from './rules/companion-names-are-free.ts'
import { companionsFit } from './rules/companions-fit.ts'
import { dependsOnIsAcyclic } from './rules/depends-on-is-acyclic.ts'
import { derivedNamesAreLegal } from './rules/derived-names-are-legal.ts'
import { endingsCanCome } from './rules/endings-can-come.ts'
import { exitCodesHaveActions } from './rules/exit-codes-have-actions.ts'
import { gangCanStart } from './rules/gang-can-start.ts'
import { gangHasMembers } from './rules/gang-has-members.ts'
import { hasTasks } from './rules/has-tasks.ts'
import { hostNamesAreLegal } from './rules/host-names-are-legal.ts'
import { hostVariablesFit } from './rules/host-variables-fit.ts'
import { jobFits } from './rules/job-fits.ts'
import { jobNamesQueue } from './rules/job-names-queue.ts'
import { leadersHaveOneReplica } from './rules/leaders-have-one-replica.ts'
import { minAvailableFitsReplicas } from './rules/min-available-fits-replicas.ts'
import { minSuccessFitsReplicas } from './rules/min-success-fits-replicas.ts'
import { mpiHasMaster } from './rules/mpi-has-master.ts'
import { namesAreQualified } from './rules/names-are-qualified.ts'
import { networkTopologyHasOneTier } from './rules/network-topology-has-one-tier.ts'
import { partitionsFitReplicas } from './rules/partitions-fit-replicas.ts'
import { pluginArgumentsAreUnderstood } from './rules/plugin-arguments-are-understood.ts'
import { pluginPortsAreLegal } from './rules/plugin-ports-are-legal.ts'
import { pluginRolesExist } from './rules/plugin-roles-exist.ts'
import { pluginVariablesAreLeftToPlugins } from './rules/plugin-variables-are-left-to-plugins.ts'
import { pluginVariablesComeFirst } from './rules/plugin-variables-come-first.ts'
import { pluginsAreKnown } from './rules/plugins-are-known.ts'
import { podTemplatesAreSound } from './rules/pod-templates-are-sound.ts'
import { podsAreSound } from './rules/pods-are-sound.ts'
import { policiesAreSound } from './rules/policies-are-sound.ts'
import { policiesCanFire } from './rules/policies-can-fire.ts'
import { portsCanBeReached } from './rules/ports-can-be-reached.ts'
import { prioritiesAreThoseOfClasses } from './rules/priorities-are-those-of-classes.ts'
import { priorityClassesExist } from './rules/priority-classes-exist.ts'
import { queueCanGive } from './rules/queue-can-give.ts'
import { queueHasState } from './rules/queue-has-state.ts'
import { queueNameIsALabel } from './rules/queue-name-is-a-label.ts'
import { queueTakesJobs } from './rules/queue-takes-jobs.ts'
import { rayContainersExist } from './rules/ray-containers-exist.ts'
import { rayHasHead } from './rules/ray-has-head.ts'
import { rayPortsDiffer } from './rules/ray-ports-differ.ts'
import { readyPodsResolveInTime } from './rules/ready-pods-resolve-in-time.ts'
import { replicasCanBeCounted } from './rules/replicas-can-be-counted.ts'
import { rolesAreDistinct } from './rules/roles-are-distinct.ts'
import { sshKeyPairIsWhole } from './rules/ssh-key-pair-is-whole.ts'
import { sshKeysAreNotInTheJob } from './rules/ssh-keys-are-not-in-the-job.ts'
import { sshKeysAreUsable } from './rules/ssh-keys-are-usable.ts'
import { sshPortIsFreeOnNodes } from './rules/ssh-port-is-free-on-nodes.ts'
import { sshPortIsThatOfMpi } from './rules/ssh-port-is-that-of-mpi.ts'
import { taskMinAvailableFitsReplicas } from './rules/task-min-available-fits-replicas.ts'
import { taskMinimumsCount } from './rules/task-minimums-count.ts'
import { taskNamesAreUnique } from './rules/task-names-are-unique.ts'
import { templatesLeaveRoomForPlugins } from './rules/templates-leave-room-for-plugins.ts'
import { topologyPolicyHasWholeCpus } from './rules/topology-policy-has-whole-cpus.ts'
import { userMayUseQueue } from './rules/user-may-use-queue.ts'
import { volumesAreSound } from './rules/volumes-are-sound.ts'
import { volumesHavePathsOfTheirOwn } from './rules/volumes-have-paths-of-their-own.ts'

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
  podsAreSound,
  topologyPolicyHasWholeCpus,
  partitionsFitReplicas,
  minAvailableFitsReplicas,
  pluginsAreKnown,
  ...onlyWhere(hasPluginsToSet, [
    pluginArgumentsAreUnderstood,
    pluginPortsAreLegal,
    rayPortsDiffer,
    sshPortIsThatOfMpi,
    sshPortIsFreeOnNodes,
    sshKeysAreNotInTheJob,
    sshKeyPairIsWhole,
    sshKeysAreUsable,
    rayHasHead,
    rayContainersExist,
    pluginRolesExist,
    rolesAreDistinct,
    leadersHaveOneReplica,
  ]),
  pluginVariablesComeFirst,
  pluginVariablesAreLeftToPlugins,
  readyPodsResolveInTime,
  ...onlyWhere(hasVolumes, [volumesAreSound, claimsAreSound, volumesHavePathsOfTheirOwn, claimsAreNamedOnce]),
  additionsOfPluginsAreLegal,
  templatesLeaveRoomForPlugins,
  jobNamesQueue,
  userMayUseQueue,
  queueTakesJobs,
  queueHasState,
  queueCanGive,
  ...onlyWhere(hasDependencies, [dependsOnIsAcyclic, gangCanStart]),
  gangHasMembers,
  taskMinimumsCount,
  minSuccessFitsReplicas,
  replicasCanBeCounted,
  policiesCanFire,
  endingsCanCome,
  priorityClassesExist,
  prioritiesAreThoseOfClasses,
  budgetsOfPodsAreSound,
  derivedNamesAreLegal,
  hostNamesAreLegal,
  queueNameIsALabel,
  hostVariablesFit,
  companionNamesAreFree,
  companionsFit,
  jobFits,
  portsCanBeReached,
]
