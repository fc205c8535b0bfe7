import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../src/admission/settings.ts'
import { renderJob } from '../../src/cli/render-job.ts'
import { generateSshKeys, type SshKeys } from '../../src/cluster/companions/ssh-keys.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { anyEdgeJob, anyGrowth, grow } from '../edge-jobs/any-edge-job.ts'
import { podsOfVolcano } from '../edge-jobs/pods-of-volcano.ts'
import { refusalsFor } from './refusals.ts'
import { type RunningServer, registerSome, startServer } from './start-server.ts'
import { openTrial, type Trial } from './try-objects.ts'

/**
 * A job that is admitted under the preset `recommended` never waits for something that the API server refuses, be its pods
 * equipped here or by Volcano's controller. The jobs are
 * the same each time; NEVER_PENDING_SEED=random takes others, and a number those of an earlier run. NEVER_PENDING_JOBS says
 * how many.
 */
const { NEVER_PENDING_SEED: givenSeed = '20190606', NEVER_PENDING_JOBS: jobCount = '500' } = process.env
const seed = givenSeed === 'random' ? Date.now() % 2 ** 31 : Number(givenSeed)
const settings: Settings = { ...defaultSettings, preset: 'recommended' }

/** So many jobs are tried at the same time, each in a namespace of its own. */
const lanes = [0, 1, 2, 3] as const
const perLane = Math.ceil(Number(jobCount) / lanes.length)
const deadlineMs = 60_000 + Number(jobCount) * 1_000

describeControlPlane(`never pending, seed ${seed}`, (controlPlane) => {
  let server: RunningServer
  let trial: Trial
  let keys: SshKeys
  const namespaces: string[] = []
  const counted = { jobs: 0, admitted: 0, objects: 0, grown: 0 }

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--rule-preset=recommended'])
    await registerSome(controlPlane(), server, ['/jobs/mutate', '/jobs/validate', '/pods/validate'])
    for (const name of ['default', 'q.with.dots', 'q'.repeat(63), 'q'.repeat(64)])
      await createQueue(controlPlane(), name)
    await createQueue(controlPlane(), 'closed', {}, { state: 'Closed' })
    for (const object of [priorityClass, runtimeClass]) stdoutOf(await createObject(controlPlane(), object))
    for (const _ of lanes) namespaces.push(await createNamespace(controlPlane()))
    trial = await openTrial(controlPlane())
    keys = await generateSshKeys('rsa')
  })
  afterAll(async () => {
    trial?.close()
    await server?.stop()
    process.stdout.write(`${JSON.stringify(counted)}\n`)
  })

  const inLane = (lane: number, { metadata, ...job }: Job): Job => ({
    ...job,
    metadata: { ...metadata, namespace: namespaces[lane] ?? '' },
  })

  /** What the API server says of that which an admitted job becomes. */
  const refusalsOf = (job: Job) => refusalsOfAll(renderJob(job, settings, {}, fewIndexes))
  const refusalsOfAll = (objects: readonly (Companion | Pod)[]) => {
    counted.objects += objects.length
    return refusalsFor(trial, objects, keys)
  }

  describe.concurrent('what an admitted job becomes can be created', () => {
    it.each(lanes)(
      `${perLane} jobs, lane %d`,
      (lane) =>
        check(lane, anyEdgeJob, async (job) => {
          counted.jobs += 1
          const { stored } = await trial.tryToCreate(inLane(lane, job))
          if (stored === undefined) return
          counted.admitted += 1
          keepPromise(stored, await refusalsOf(stored))
          keepPromise(stored, await refusalsOfAll(podsOfVolcano(stored, fewIndexes)))
        }),
      deadlineMs,
    )
  })

  describe.concurrent('and so can what it becomes when it grows', () => {
    it.each(lanes)(
      `${perLane} jobs, lane %d`,
      (lane) =>
        check(lane, fc.tuple(anyEdgeJob, anyGrowth), async ([job, growth]) => {
          const { stored } = await trial.create(inLane(lane, job))
          if (stored === undefined) return
          try {
            const { stored: grown } = await trial.tryToReplace(grow(stored, growth))
            if (grown === undefined) return
            counted.grown += 1
            keepPromise(grown, await refusalsOf(grown))
          } finally {
            await trial.remove(stored)
          }
        }),
      deadlineMs,
    )
  })

  it('many jobs are admitted, and many are not', () => {
    const { jobs, admitted, grown } = counted
    expect([admitted > jobs / 6, admitted < (jobs * 3) / 4, grown > jobs / 8]).toEqual([true, true, true])
  })

  /** Were these admitted, it would show: this is what the API server says of them. */
  it.each<[string, (job: Job) => Job, readonly string[]]>([
    [
      'a name with a dot',
      ({ metadata, ...job }) => ({ ...job, metadata: { ...metadata, name: 'train.v1' } }),
      ['Service train.v1: HTTP 422: ', 'Pod train.v1-worker-0: HTTP 422: ', 'Pod train.v1-worker-10: HTTP 422: '],
    ],
    [
      'a name that is too long for the last pod',
      ({ metadata, ...job }) => ({ ...job, metadata: { ...metadata, name: 'j'.repeat(54) } }),
      [`Pod ${'j'.repeat(54)}-worker-10: HTTP 422: `],
    ],
    [
      'a claim of nothing',
      ({ spec, ...job }) => ({ ...job, spec: { ...spec, volumes: [{ mountPath: '/data', volumeClaim: {} }] } }),
      ['PersistentVolumeClaim train-pvc-000000000000: HTTP 422: '],
    ],
  ])('the API server refuses what is made of a job with %s', async (_, change, sentences) => {
    const template = { spec: { containers: [{ name: 'main', image: 'busybox' }] } }
    const job = { spec: { plugins: { svc: [] }, tasks: [{ name: 'worker', replicas: 11, template }] } }
    const refusals = await refusalsOf(inLane(0, change({ metadata: { name: 'train' }, ...job })))
    expect(sentences.filter((sentence) => !refusals.some((refusal) => refusal.startsWith(sentence)))).toEqual([])
  })
})

/** Names and lengths change with the index, and the last one is the longest: a few tell of all. */
const fewIndexes = (replicas: number): readonly number[] => [
  ...new Set([0, Math.floor(replicas / 2), replicas - 1].filter((index) => index >= 0 && index < replicas)),
]

const check = <Given>(
  lane: number,
  arbitrary: fc.Arbitrary<Given>,
  predicate: (given: Given) => Promise<void>,
): Promise<void> => fc.assert(fc.asyncProperty(arbitrary, predicate), { seed: seed + lane, numRuns: perLane })

function keepPromise({ metadata, spec }: Job, refusals: readonly string[]): void {
  if (refusals.length === 0) return
  const job = JSON.stringify({ metadata: { name: metadata?.name }, spec })
  throw new Error(`an admitted job waits for ever:\n${refusals.join('\n')}\nof the job ${job}`)
}

const priorityClass = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'high' },
  value: 1000,
}
const runtimeClass = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'gvisor' },
  handler: 'runsc',
}
