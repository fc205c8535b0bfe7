import type { JobFlow } from '../../kubernetes/shapes/job-flow.ts'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export type JobFlowRule<Reads extends keyof Snapshot = never> = Rule<JobFlow, Reads>
