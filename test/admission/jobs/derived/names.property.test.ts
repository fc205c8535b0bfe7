import fc from 'fast-check'
import { expect, it } from 'vitest'
import { madeClaimsOf } from '../../../../src/admission/jobs/claim-volumes.ts'
import { completeJob } from '../../../../src/admission/jobs/complete.ts'
import { suggestName } from '../../../../src/admission/jobs/derived/suggest-name.ts'
import { podOfTask } from '../../../../src/admission/jobs/pod-of-task.ts'
import { derivedNamesAreLegal } from '../../../../src/admission/jobs/rules/derived-names-are-legal.ts'
import { hostNamesAreLegal } from '../../../../src/admission/jobs/rules/host-names-are-legal.ts'
import { validateJobs } from '../../../../src/admission/jobs/validate.ts'
import { injectPlugins } from '../../../../src/admission/pods/inject-plugins.ts'
import { creationOf, type Review } from '../../../../src/admission/review.ts'
import { defaultSettings } from '../../../../src/admission/settings.ts'
import { applyPatch } from '../../../../src/kubernetes/json-patch.ts'
import { isLetterFirstLabel, labelMistakes, subdomainMistakes } from '../../../../src/kubernetes/names.ts'
import type { Job } from '../../../../src/kubernetes/shapes/volcano-job.ts'
import { knownPlugins } from '../../../../src/plugins/known.ts'
import { fromPluginsOf } from '../../../../src/plugins/registry.ts'
import { aJob, aTask } from '../../../builders.ts'

const name = fc.oneof(
  fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z0-9]([-a-z0-9]{44,61}[a-z0-9])$/),
  fc.stringMatching(/^[a-z0-9]{1,9}\.[a-z0-9]{1,9}$/),
)

const anyJob: fc.Arbitrary<Job> = fc
  .record({
    job: name,
    task: fc.constantFrom('a', 'worker', 'head', 'b.c'),
    replicas: fc.constantFrom(1, 10, 11, 101),
    plugins: fc.uniqueArray(fc.constantFrom(...knownPlugins)),
    volumes: fc.constantFrom([], [{ mountPath: '/d', volumeClaim: {} }], [{ mountPath: '/d', volumeClaimName: 'd' }]),
  })
  .map(({ job, task, replicas, plugins, volumes }) =>
    completeJob(
      aJob(
        {
          plugins: Object.fromEntries(plugins.map((plugin) => [plugin, []])),
          tasks: [aTask(task, { replicas })],
          volumes,
        },
        job,
      ),
      defaultSettings,
    ),
  )

/** Whether the API server takes all names that the builders of companions and pods make. */
function areLegal(job: Job, isRelaxed: boolean): boolean {
  const companions = [...fromPluginsOf(job, ({ companions }, args) => companions(job, args)), ...madeClaimsOf(job)]
  const [task = {}] = job.spec?.tasks ?? []
  const pod = podOfTask(job, task, (task.replicas ?? 0) - 1)
  const { metadata = {}, spec = {} } = applyPatch(pod, injectPlugins(pod, job).patch)
  const labels = [...(spec.volumes ?? []).map((volume) => volume.name ?? ''), spec.hostname, spec.subdomain]
  return (
    subdomainMistakes(metadata.name ?? '').length === 0 &&
    labels.every((label) => !label || labelMistakes(label).length === 0) &&
    companions.every(({ kind, metadata: { name } }) => {
      if (kind !== 'Service') return subdomainMistakes(name).length === 0
      return isRelaxed ? labelMistakes(name).length === 0 : isLetterFirstLabel(name)
    })
  )
}

it.each([35, 36])('nothing is said exactly where all names are legal, with Kubernetes 1.%i', (minor) => {
  const settings = { ...defaultSettings, kubernetesVersion: { major: 1, minor } }
  fc.assert(
    fc.property(anyJob, (job) => {
      const review = creationOf(job, validateJobs.resource) as Review<Job>
      const found = [derivedNamesAreLegal, hostNamesAreLegal].flatMap((rule) => rule.check(review, {}, settings))
      expect(found.length === 0).toBe(areLegal(job, minor >= 36))
    }),
    { numRuns: 3000 },
  )
})

it('what is suggested is legal everywhere and short enough', () => {
  fc.assert(
    fc.property(fc.oneof(name, fc.string()), fc.integer({ min: -3, max: 63 }), (given, longest) => {
      const suggested = suggestName(given, longest)
      if (suggested !== undefined)
        expect([isLetterFirstLabel(suggested), suggested.length <= longest]).toEqual([true, true])
    }),
  )
})
