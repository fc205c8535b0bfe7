import { describe } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { decide } from '../../builders.ts'

/** What one rule finds in a new job: `path: sentence`. */
export const findingsOf = (rule: string, job: Job, more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateJobs, job, more)
    .findings.filter((finding) => finding.rule === rule)
    .map(describe)
