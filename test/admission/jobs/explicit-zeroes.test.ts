import { describe, expect, it } from 'vitest'
import { describe as describeFinding } from '../../../src/admission/finding.ts'
import { completeJob } from '../../../src/admission/jobs/complete.ts'
import { mutateJobs } from '../../../src/admission/jobs/mutate.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aTask, decide } from '../../builders.ts'

const kept = { ...defaultSettings, explicitZeroes: 'kept' as const }
const jobWith = (zero: 0 | undefined): Job => {
  const { maxRetry: _, minAvailable: __, ...task } = aTask('worker', { replicas: 2 })
  const said = zero === undefined ? {} : { maxRetry: zero, minAvailable: zero }
  return {
    metadata: { name: 'train', namespace: 'lab' },
    spec: { queue: 'default', schedulerName: 'volcano', ...said, tasks: [{ ...task, ...said }] },
  }
}

const numbersOf = ({ spec = {} }: Job) => [
  spec.maxRetry,
  spec.minAvailable,
  spec.tasks?.[0]?.maxRetry,
  spec.tasks?.[0]?.minAvailable,
]

describe('maxRetry and minAvailable of the job, then of the task', () => {
  it.each([
    ['are filled in where nothing is said', undefined, defaultSettings, [3, 2, 3, 2]],
    ['are filled in for 0 as in Volcano, but for minAvailable of tasks', 0 as const, defaultSettings, [3, 0, 3, 0]],
    ['are filled in where nothing is said, also when zeroes are kept', undefined, kept, [3, 2, 3, 2]],
    ['stay 0 when zeroes are kept', 0 as const, kept, [0, 0, 0, 0]],
  ])('%s', (_, zero, settings, want) => {
    expect(numbersOf(completeJob(jobWith(zero), settings))).toEqual(want)
  })
})

describe('zeroes-stay:', () => {
  const becomes =
    'Invalid value: 0: 0 counts as not given, as in Volcano, so it becomes 3; leave it out, or start the server with --explicit-zeroes=kept'
  it.each([
    [
      'zeroes that give way to defaults',
      0 as const,
      defaultSettings,
      [`spec.maxRetry: ${becomes}`, `spec.tasks[0].maxRetry: ${becomes}`],
    ],
    ['nothing said', undefined, defaultSettings, []],
    ['zeroes that are kept', 0 as const, kept, []],
  ])('%s', (_, zero, settings, want) => {
    const { findings } = decide(mutateJobs, jobWith(zero), { settings })
    expect(findings.map(describeFinding)).toEqual(want)
  })
})

describe('when zeroes are kept', () => {
  const update = (job: Job, stored: Job) => {
    const more = { operation: 'UPDATE', oldObject: stored, settings: kept } as const
    const changed = applyPatch(job, decide(mutateJobs, job, more).patch)
    return decide(validateJobs, changed, more).findings.filter(({ rule }) => rule === 'only-scale-changes')
  }
  it('a job with 0 can be applied again', () => {
    expect(update(jobWith(0), completeJob(jobWith(0), kept))).toEqual([])
  })

  it('0 is a change of 3', () => {
    expect(update(jobWith(0), completeJob(jobWith(undefined), kept)).map(({ path }) => path)).toEqual([
      'spec.tasks[0].maxRetry',
      'spec.maxRetry',
    ])
  })
})
