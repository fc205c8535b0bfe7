import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export type JobRule<Reads extends keyof Snapshot = never> = Rule<Job, Reads>
