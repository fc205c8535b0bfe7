import type { Requirement } from '../rule.ts'

/** A pod that is labelled as one of a job's gets what the job's plugins promise only when the job is there. */
export const jobExists: Requirement = { id: 'job-exists', nature: 'doubtful' }

/** Nothing that the user wrote stands in the way of what job plugins put into a pod. */
export const pluginsCanAct: Requirement = { id: 'plugins-can-act', nature: 'doubtful' }
