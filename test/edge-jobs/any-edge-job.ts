import fc from 'fast-check'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { containerTwists } from './containers.ts'
import { fieldTwists } from './fields.ts'
import { jobTwists } from './jobs.ts'
import { nameTwists } from './names.ts'
import { pluginTwists } from './plugins.ts'
import { podTwists } from './pods.ts'
import type { Draft, Twist } from './twist.ts'
import { volumeTwists } from './volumes.ts'

const plain = (name: string, replicas: number) => ({
  name,
  replicas,
  template: { spec: { containers: [{ name: 'main', image: 'busybox' }], restartPolicy: 'OnFailure' } },
})

const starts = fc.constantFrom(
  { tasks: [plain('worker', 1)], plugins: {} },
  { tasks: [plain('worker', 2)], plugins: { env: [], svc: [] } },
  { tasks: [plain('master', 1), plain('worker', 3)], plugins: { svc: [], ssh: [], env: [] } },
  { tasks: [plain('ps', 1), plain('worker', 2)], plugins: { svc: ['--disable-network-policy=true'] } },
)

/** Twists of one theme are one choice, so that no theme is rare for having few of them. */
const anyTwist: fc.Arbitrary<Twist> = fc.oneof(
  ...[nameTwists, pluginTwists, volumeTwists, containerTwists, podTwists, jobTwists, fieldTwists].map((twists) =>
    fc.oneof(...twists),
  ),
)

/**
 * Jobs of which most run, each with up to three things that are out of the ordinary: right at a limit, in the way of
 * something that a plugin makes, or plainly wrong.
 */
export const anyEdgeJob: fc.Arbitrary<Job> = fc
  .tuple(starts, fc.array(fc.tuple(anyTwist, fc.nat({ max: 29 })), { maxLength: 3 }))
  .map(([spec, twists]) => {
    const draft = {
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name: 'train', namespace: 'default' },
      spec: structuredClone(spec),
    } as unknown as Draft
    for (const [change, at] of twists) change(draft, at)
    return draft as Job
  })

/** What an update may change: more replicas of a task, so that names and lists become too long or nearly, another class. */
export type Growth = Readonly<{ at: number; replicas: number; priorityClassName?: string }>

export const anyGrowth: fc.Arbitrary<Growth> = fc.record(
  {
    at: fc.nat({ max: 29 }),
    replicas: fc.constantFrom(2, 9, 10, 11, 99, 100, 101, 1000, 1001, 4000, 12_000, 30_000),
    priorityClassName: fc.constantFrom('high', 'missing'),
  },
  { requiredKeys: ['at', 'replicas'] },
)

export function grow({ spec = {}, ...job }: Job, { at, replicas, ...more }: Growth): Job {
  const { tasks = [] } = spec
  const grown = tasks.map((task, i) => (i === at % tasks.length ? { ...task, replicas } : task))
  return { ...job, spec: { ...spec, ...more, tasks: grown } }
}
