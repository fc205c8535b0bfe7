import fc from 'fast-check'
import { expect, it } from 'vitest'
import { completeJob } from '../../../../src/admission/jobs/complete.ts'
import { podOfTask } from '../../../../src/admission/jobs/pod-of-task.ts'
import { validateJobs } from '../../../../src/admission/jobs/validate.ts'
import { checkInFull } from '../../../../src/admission/pod-templates/check-pod-template.ts'
import { injectPlugins } from '../../../../src/admission/pods/inject-plugins.ts'
import { defaultSettings } from '../../../../src/admission/settings.ts'
import { decode } from '../../../../src/kubernetes/decode.ts'
import { applyPatch } from '../../../../src/kubernetes/json-patch.ts'
import { type Job, jobShape } from '../../../../src/kubernetes/shapes/volcano-job.ts'
import { replicasOf, tasksOf } from '../../../../src/plugins/hosts.ts'
import { decide } from '../../../builders.ts'
import { anyEdgeJob } from '../../../edge-jobs/any-edge-job.ts'

const settings = { ...defaultSettings, preset: 'recommended' } as const

/** The sentences of Kubernetes about the first and the last pod of each task, as they are when plugins have acted. */
const complaintsAbout = (job: Job): readonly string[] =>
  tasksOf(job).flatMap((task) =>
    [...new Set([0, replicasOf(task) - 1])]
      .filter((index) => index >= 0 && index < replicasOf(task))
      .flatMap((index) => {
        const pod = podOfTask(job, task, index)
        const whole = applyPatch(pod, injectPlugins(pod, job).patch)
        const options = { name: whole.metadata?.name ?? '', namespace: 'default', podLevelResources: true }
        return checkInFull(whole, options, 'pod').map(({ path, message }) => `${path}: ${message}`)
      }),
  )

it('of an admitted job Kubernetes takes the first and the last pod of each task', () => {
  let admitted = 0
  fc.assert(
    fc.property(anyEdgeJob, (given) => {
      const decoded = decode(jobShape, structuredClone(given))
      fc.pre(decoded.mistakes.length === 0)
      const job = completeJob(decoded.value, settings)
      fc.pre(tasksOf(job).reduce((sum, task) => sum + replicasOf(task), 0) <= 100_000)
      if (!decide(validateJobs, job, { settings }).allowed) return
      admitted += 1
      expect(complaintsAbout(job)).toEqual([])
    }),
    { numRuns: 3000 },
  )
  expect(admitted).toBeGreaterThan(500)
})
