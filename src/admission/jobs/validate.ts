import { type Job, jobSpecShape } from '../../kubernetes/shapes/volcano-job.ts'
import { keepsSpec } from '../keeps-spec.ts'
import { ratchet } from '../ratchet.ts'
import type { Review } from '../review.ts'
import type { AnyRule } from '../rule.ts'
import type { Settings } from '../settings.ts'
import type { LookUp } from '../snapshot.ts'
import { validating } from '../webhook.ts'
import { createRules } from './create-rules.ts'
import { ratchetGrowth } from './ratchet-growth.ts'
import { jobRegistration } from './registration.ts'
import { companionsFit } from './rules/companions-fit.ts'
import { gangHasMembers } from './rules/gang-has-members.ts'
import { hostNamesAreLegal } from './rules/host-names-are-legal.ts'
import { hostVariablesFit } from './rules/host-variables-fit.ts'
import { leadersHaveOneReplica } from './rules/leaders-have-one-replica.ts'
import { minSuccessFitsReplicas } from './rules/min-success-fits-replicas.ts'
import { networkTopologyHasOneTier } from './rules/network-topology-has-one-tier.ts'
import { onlyScaleChanges } from './rules/only-scale-changes.ts'
import { partitionsFitReplicas } from './rules/partitions-fit-replicas.ts'
import { prioritiesAreThoseOfClasses } from './rules/priorities-are-those-of-classes.ts'
import { priorityClassesExist, priorityClassesOf } from './rules/priority-classes-exist.ts'
import { queueCanGive } from './rules/queue-can-give.ts'
import { replicasCanBeCounted } from './rules/replicas-can-be-counted.ts'
import { scaleIsSound } from './rules/scale-is-sound.ts'
import { queueAccessOf } from './rules/user-may-use-queue.ts'

/** What a change of a job must meet. */
export const updateRules: readonly AnyRule<Job>[] = [
  ratchet(scaleIsSound),
  ratchet(partitionsFitReplicas),
  ratchet(networkTopologyHasOneTier),
  ratchet(leadersHaveOneReplica),
  onlyScaleChanges,
  ratchet(gangHasMembers),
  ratchet(minSuccessFitsReplicas),
  ratchet(replicasCanBeCounted),
  ratchet(queueCanGive),
  ratchet(priorityClassesExist),
  ratchet(prioritiesAreThoseOfClasses),
  ratchetGrowth(hostNamesAreLegal),
  ratchetGrowth(hostVariablesFit),
  ratchetGrowth(companionsFit),
]

const lookUpsOfQueue = (review: Review<Job>, settings: Settings): readonly LookUp[] => [
  { from: 'queues', name: review.object.spec?.queue ?? '' },
  ...queueAccessOf(review, settings),
]

export const validateJobs = validating(
  {
    ...jobRegistration,
    path: '/jobs/validate',
    name: 'validatejob.volcano.sh',
    about: 'Refuses jobs that cannot run, and changes that a job cannot follow.',
    wrongOperation: () => "expect operation to be 'CREATE' or 'UPDATE'",
    lookUps: (review, settings) => [
      ...(review.operation === 'CREATE' ? lookUpsOfQueue(review, settings) : []),
      ...priorityClassesOf(review.object),
    ],
  },
  { rules: { CREATE: createRules, UPDATE: updateRules }, isLeftAlone: keepsSpec(jobSpecShape) },
)
