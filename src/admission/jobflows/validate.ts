import { type JobFlow, jobFlowShape, jobFlowSpecShape } from '../../kubernetes/shapes/job-flow.ts'
import { embeddedJobs } from '../jobs/embedded-jobs.ts'
import { keepsSpec } from '../keeps-spec.ts'
import { ratchet } from '../ratchet.ts'
import type { AnyRule } from '../rule.ts'
import { validating } from '../webhook.ts'
import { jobsInPatches } from './jobs-in-patches.ts'
import { lookUpsOf } from './look-ups.ts'
import { flowNamesAreUnique } from './rules/flow-names-are-unique.ts'
import { flowsAreAcyclic } from './rules/flows-are-acyclic.ts'
import { flowsHaveNoPatch } from './rules/flows-have-no-patch.ts'
import { flowsHaveNoProbe } from './rules/flows-have-no-probe.ts'
import { jobNamesAreLegal } from './rules/job-names-are-legal.ts'
import { jobTemplatesExist } from './rules/job-templates-exist.ts'
import { namesOfFlowJobsAreLegal } from './rules/names-of-flow-jobs-are-legal.ts'
import { podNamesHaveRoom } from './rules/pod-names-have-room.ts'
import { probesCanSucceed } from './rules/probes-can-succeed.ts'
import { targetsAreKnown } from './rules/targets-are-known.ts'

/** What a job flow must meet; the gravest first, as there is not room for everything. */
const demands: readonly AnyRule<JobFlow>[] = [
  targetsAreKnown,
  flowsAreAcyclic,
  flowNamesAreUnique,
  jobNamesAreLegal,
  jobTemplatesExist,
  podNamesHaveRoom,
  namesOfFlowJobsAreLegal,
  flowsHaveNoPatch,
  flowsHaveNoProbe,
  probesCanSucceed,
]

const isLeftAlone = keepsSpec(jobFlowSpecShape)

export const validateJobFlows = validating(
  {
    path: '/jobflows/validate',
    name: 'validatejobflow.volcano.sh',
    resource: { group: 'flow.volcano.sh', version: 'v1alpha1', resource: 'jobflows' },
    scope: 'Namespaced',
    operations: ['CREATE', 'UPDATE'],
    sideEffects: 'NoneOnDryRun',
    about: 'Refuses job flows that wait for themselves or for nothing, and says what Volcano will not do.',
    shape: jobFlowShape,
    wrongOperation: () => "expect operation to be 'CREATE' or 'UPDATE'",
    lookUps: lookUpsOf,
  },
  {
    rules: { CREATE: demands, UPDATE: demands.map(ratchet) },
    // Advice alone: Volcano never applies a patch.
    embedded: embeddedJobs(jobsInPatches),
    isLeftAlone,
  },
)
