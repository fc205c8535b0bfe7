import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { podOfTask } from '../../src/admission/jobs/pod-of-task.ts'
import { jobFits } from '../../src/admission/jobs/rules/job-fits.ts'
import { validateJobs } from '../../src/admission/jobs/validate.ts'
import { injectPlugins } from '../../src/admission/pods/inject-plugins.ts'
import { creationOf, type Review } from '../../src/admission/review.ts'
import { defaultSettings } from '../../src/admission/settings.ts'
import { applyPatch } from '../../src/kubernetes/json-patch.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { fromPluginsOf } from '../../src/plugins/registry.ts'
import {
  mostSentBytes,
  mostStoredBytes,
  sizeOfHostReferences,
} from '../../src/plugins/sizes/size-of-host-references.ts'
import { aJob, aTask } from '../builders.ts'
import { createNamespace } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { openTrial, type Trial } from './try-objects.ts'

describeControlPlane('limits of sizes', (controlPlane) => {
  let trial: Trial
  let namespace: string

  beforeAll(async () => {
    trial = await openTrial(controlPlane())
    namespace = await createNamespace(controlPlane())
  })
  afterAll(() => trial?.close())

  const inNamespace = (job: Job): Job => ({ ...job, metadata: { ...job.metadata, namespace } })

  /** As large as keys become that are generated. */
  const withKeys = (companion: Companion): Companion => {
    const { stringData, ...rest } = companion
    if (stringData === undefined) return companion
    const publicKey = 'p'.repeat(381)
    const keys = { id_rsa: 'k'.repeat(1679), 'id_rsa.pub': publicKey, authorized_keys: publicKey }
    return { ...rest, stringData: { ...(stringData as object), ...keys } }
  }

  describe('the API server takes the last one for which companions-fit says nothing, and not the next', () => {
    it.each([
      ['ConfigMap', 'svc', 21_415],
      ['Secret', 'ssh', 15_261],
    ])('%s of %s', async (kind, plugin, most) => {
      const attempts: (string | undefined)[] = []
      for (const replicas of [most, most + 1]) {
        const job = inNamespace(aJob({ plugins: { [plugin]: [] }, tasks: [aTask('worker', { replicas })] }))
        const companions = fromPluginsOf(job, ({ companions }, args) => companions(job, args)).map(withKeys)
        const { refusal } = await trial.tryToCreate(companions.find((companion) => companion.kind === kind) ?? {})
        attempts.push(refusal)
      }
      expect(attempts).toEqual([undefined, expect.stringContaining('Too long: may not be more than 1048576 bytes')])
    })
  })

  describe('the API server takes pods about as large as host-variables-fit lets pass, and no larger ones', () => {
    const tasks = 500
    const jobOf = (containers: number): Job =>
      inNamespace(
        aJob({
          plugins: { svc: [] },
          tasks: Array.from({ length: tasks }, (_, i) =>
            aTask(`w${i}`, {
              template: {
                spec: {
                  containers: Array.from({ length: containers }, (_, k) => ({ name: `c${k}`, image: 'busybox' })),
                },
              },
            }),
          ),
        }),
      )
    const { stored, sent } = sizeOfHostReferences(jobOf(1))
    const most = Math.floor(Math.min(mostStoredBytes / stored, mostSentBytes / sent))

    it.each([
      ['is taken', most - 1, undefined],
      ['is refused', most + 1, expect.stringMatching(/request is too large|Request entity too large/)],
    ])('a pod with one container more or less: %s', async (_, containers, expected) => {
      const job = jobOf(containers)
      const pod = podOfTask(job, job.spec?.tasks?.[0] ?? {}, 0)
      const { refusal } = await trial.tryToCreate(applyPatch(pod, injectPlugins(pod, job).patch))
      expect([containers, refusal]).toEqual([containers, expected])
    })
  })

  describe('a job that job-fits lets pass gets its status, and one that it finds does not', () => {
    const jobOf = (name: string, tasks: number): Job => {
      const template = { spec: { containers: [{ name: 'main', image: 'busybox' }] } }
      const job = aJob({ tasks: Array.from({ length: tasks }, (_, i) => aTask(`w${i}`, { template })) }, name)
      return { ...job, metadata: { name, namespace } }
    }

    it.each([
      ['as-large-as-can-be', 9_600, 0],
      ['a-bit-larger', 9_900, 1],
    ])('%s', async (name, tasks, expected) => {
      const job = jobOf(name, tasks)
      const review = creationOf(structuredClone(job) as never, validateJobs.resource) as Review<Job>
      const found = jobFits.check(review, {}, defaultSettings)
      const { refusal } = await trial.create(job)
      const taskStatusCount = Object.fromEntries(
        (job.spec?.tasks ?? []).map((task) => [task.name, { phase: { Pending: 1 } }]),
      )
      const running = { ...job, status: { state: { phase: 'Pending' }, minAvailable: 1, taskStatusCount } }
      const { code, stderr } = await controlPlane().kubectl(
        ['-n', namespace, 'replace', '--subresource=status', '-f', '-'],
        { input: JSON.stringify(running) },
      )
      expect([refusal, found.length, code, stderr]).toEqual([
        undefined,
        expected,
        expected,
        expected === 0 ? '' : expect.stringContaining('request is too large'),
      ])
    })
  })
})
