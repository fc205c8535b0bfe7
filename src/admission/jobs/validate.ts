import { differences } from '../../kubernetes/differences.ts'
import { type Job, jobSpecShape } from '../../kubernetes/shapes/volcano-job.ts'
import type { Review } from '../review.ts'
import type { AnyRule } from '../rule.ts'
import { validating } from '../webhook.ts'
import { ratchet } from './ratchet.ts'
import { jobRegistration } from './registration.ts'
import { dependsOnIsAcyclic } from './rules/depends-on-is-acyclic.ts'
import { hasTasks } from './rules/has-tasks.ts'
import { minAvailableFitsReplicas } from './rules/min-available-fits-replicas.ts'
import { mpiHasMaster } from './rules/mpi-has-master.ts'
import { namesAreQualified } from './rules/names-are-qualified.ts'
import { networkTopologyHasOneTier } from './rules/network-topology-has-one-tier.ts'
import { onlyScaleChanges } from './rules/only-scale-changes.ts'
import { partitionsFitReplicas } from './rules/partitions-fit-replicas.ts'
import { pluginsAreKnown } from './rules/plugins-are-known.ts'
import { policiesAreSound } from './rules/policies-are-sound.ts'
import { queueTakesJobs } from './rules/queue-takes-jobs.ts'
import { scaleIsSound } from './rules/scale-is-sound.ts'
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
  namesAreQualified,
  topologyPolicyHasWholeCpus,
  partitionsFitReplicas,
  minAvailableFitsReplicas,
  pluginsAreKnown,
  volumesAreSound,
  queueTakesJobs,
  dependsOnIsAcyclic,
]

/** What a change of a job must meet. */
export const updateRules: readonly AnyRule<Job>[] = [
  ratchet(scaleIsSound),
  ratchet(partitionsFitReplicas),
  ratchet(networkTopologyHasOneTier),
  onlyScaleChanges,
]

export const validateJobs = validating(
  {
    ...jobRegistration,
    path: '/jobs/validate',
    name: 'validatejob.volcano.sh',
    wrongOperation: "expect operation to be 'CREATE' or 'UPDATE'",
    lookUps: ({ operation, object }) =>
      operation === 'CREATE' ? [{ from: 'queues', name: object.spec?.queue ?? '' }] : [],
  },
  (review) => {
    if (review.operation === 'CREATE') return createRules
    return isLeftAlone(review) ? [] : updateRules
  },
)

/** A job that is being deleted, or whose spec stays as it is, has nothing to be judged: labels and finalizers may change. */
const isLeftAlone = ({ object, oldObject }: Review<Job>): boolean =>
  object.metadata?.deletionTimestamp !== undefined ||
  differences(jobSpecShape, oldObject?.spec ?? {}, object.spec ?? {}, 'spec').length === 0
