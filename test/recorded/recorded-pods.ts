import { readdirSync } from 'node:fs'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../src/plugins/companion.ts'
import { readFixture } from './read-fixture.ts'

/** A pod as it would be without job plugins, and as Volcano's controller made it; its plugins act in a random order. */
export type RecordedPod = Readonly<{ name: string; pluginOrder: readonly string[]; uninjected: Pod; injected: Pod }>

/** A stored job, its pods, and the objects that its plugins made beside them. */
export type RecordedJob = Readonly<{
  name: string
  job: Job
  pods: readonly RecordedPod[]
  companions: readonly Companion[]
  /** What the controller said before it gave the job up; it takes companions away, so some may be missing. */
  warnings?: readonly string[]
}>

export const recordedJobs: readonly RecordedJob[] = readdirSync(new URL('../fixtures/pods', import.meta.url))
  .sort()
  .map((file) => ({ name: file.replace('.json', ''), ...JSON.parse(readFixture(`pods/${file}`)) }))

/** A job with many plugins, and its pods as Volcano's controller made them; in which order they acted is not known. */
export type RecordedOrder = Readonly<{
  name: string
  job: Job
  pods: readonly Pick<RecordedPod, 'name' | 'injected'>[]
}>

export const recordedOrders: readonly RecordedOrder[] = JSON.parse(readFixture('order.json'))
