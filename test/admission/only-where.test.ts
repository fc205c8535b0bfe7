import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRules } from '../../src/admission/jobs/create-rules.ts'
import { validateJobs } from '../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { decode } from '../../src/kubernetes/decode.ts'
import { type Job, jobShape } from '../../src/kubernetes/shapes/volcano-job.ts'
import { anyJob } from '../arbitraries.ts'
import { aCluster, aReview } from '../builders.ts'
import { anyEdgeJob } from '../edge-jobs/any-edge-job.ts'

const creationOf = (job: Job) => ({ ...aReview(validateJobs, job), object: job, oldObject: undefined })

const conditional = createRules.filter(({ onlyWhere }) => onlyWhere !== undefined)

it.each(conditional.map((rule) => [rule.id, rule] as const))('%s finds nothing where it is not asked', (_, rule) => {
  fc.assert(
    fc.property(fc.oneof(anyJob, anyEdgeJob), (written) => {
      const job = decode(jobShape, structuredClone(written)).value
      if (rule.onlyWhere?.(job) === false)
        expect(rule.check(creationOf(job), aCluster() as never, defaultSettings)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

it('some rules are asked only where something is true', () => {
  expect(conditional.length).toBeGreaterThan(10)
})
