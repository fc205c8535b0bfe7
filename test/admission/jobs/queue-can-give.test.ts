import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { leastOfGang } from '../../../src/admission/jobs/least-of-gang.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import type { ResourceList } from '../../../src/kubernetes/shapes/metadata.ts'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import type { Job, JobSpec, Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, aJob, aQueue, aTask, decide } from '../../builders.ts'

const told = (job: Job, queues = [limited], more: Parameters<typeof decide>[2] = {}) =>
  decide(validateJobs, job, { cluster: aCluster({ queues }), ...more })
    .findings.filter(({ rule }) => rule === 'queue-can-give')
    .map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

const limited = aQueue('q', { spec: { capability: { cpu: '8', memory: '16Gi', 'nvidia.com/gpu': 4 } } })

const asking = (requests: ResourceList, more: Task = {}, spec: PodSpec = {}): Task =>
  aTask('a', {
    ...more,
    template: { spec: { containers: [{ name: 'm', image: 'a', resources: { requests } }], ...spec } },
  })
const inQueue = (minAvailable: number, ...tasks: readonly Task[]): Job =>
  aJob({ queue: 'q', minAvailable, tasks: tasks.map((task, i) => ({ ...task, name: `t${i}` })) })
const pods = (replicas: number): Task => ({ replicas, minAvailable: replicas })

const gang = (count: number, excess: string) => [
  `warn spec.queue: Invalid value: "q": the ${count} pods that must start together ask for more than there is: ${excess}; lower the requests, or raise capability there`,
]

describe('a job asks its queue for', () => {
  it.each<[string, Job, readonly string[]]>([
    ['all that there is', inQueue(4, asking({ cpu: '2', memory: '4Gi', 'nvidia.com/gpu': '1' }, pods(4))), []],
    ['what the queue does not limit', inQueue(4, asking({ 'example.com/fpga': '9' }, pods(4))), []],
    ['a little too much', inQueue(4, asking({ cpu: '2001m' }, pods(4))), gang(4, 'cpu 8004m of 8 (queue q)')],
    [
      'too much of several things',
      inQueue(5, asking({ cpu: '2', memory: '4Gi', 'nvidia.com/gpu': '1' }, pods(5))),
      gang(5, 'cpu 10 of 8 (queue q), memory 20Gi of 16Gi (queue q), nvidia.com/gpu 5 of 4 (queue q)'),
    ],
    ['too much in all, of which it needs a part at once', inQueue(4, asking({ cpu: '2' }, pods(9))), []],
    [
      'a gang of the smallest pods, where any pods will do',
      inQueue(4, asking({ cpu: '4' }, pods(4)), asking({ cpu: '1' }, pods(4))),
      [],
    ],
    [
      'a gang in which each task has its minimum',
      inQueue(5, asking({ cpu: '2' }, { replicas: 9, minAvailable: 3 }), asking({ cpu: '1500m' }, pods(2))),
      gang(5, 'cpu 9 of 8 (queue q)'),
    ],
    [
      'a gang beyond the minimums of tasks',
      inQueue(
        4,
        asking({ cpu: '5' }, { replicas: 2, minAvailable: 1 }),
        asking({ cpu: '1' }, { replicas: 4, minAvailable: 1 }),
      ),
      [],
    ],
    [
      'limits, which are requests where there are none',
      inQueue(1, asking({}, {}, { containers: [{ name: 'm', image: 'a', resources: { limits: { cpu: '9' } } }] })),
      gang(1, 'cpu 9 of 8 (queue q)'),
    ],
    [
      'an overhead',
      inQueue(1, asking({ cpu: '8' }, {}, { overhead: { cpu: '1m' } })),
      gang(1, 'cpu 8001m of 8 (queue q)'),
    ],
    [
      'what an init container needs before',
      inQueue(
        1,
        asking({}, {}, { initContainers: [{ name: 'i', image: 'a', resources: { requests: { cpu: '9' } } }] }),
      ),
      [],
    ],
    [
      'what the pod asks for as a whole',
      inQueue(1, asking({ cpu: '9' }, {}, { resources: { requests: { cpu: '1' } } })),
      [],
    ],
    ['pods of another scheduler', inQueue(1, asking({ cpu: '9' }, {}, { schedulerName: 'own' })), []],
    [
      'one pod that is too large, though it need not start at once',
      inQueue(1, asking({ cpu: '1' }), asking({ cpu: '9' }, { replicas: 1, minAvailable: 1 })),
      [
        'warn spec.tasks[1].template.spec: Invalid value: "t1": each pod asks for more than there is: cpu 9 of 8 (queue q); lower the requests, or raise capability there',
      ],
    ],
    ['a task without pods', inQueue(1, asking({ cpu: '1' }), asking({ cpu: '9' }, pods(0))), []],
  ])('%s', (_, job, want) => {
    expect(told(job)).toEqual(want)
  })

  it.each<[string, ReturnType<typeof aQueue>[], readonly string[]]>([
    ['of which nobody knows', [], []],
    ['without a limit', [aQueue('q')], []],
    ['that limits none', [aQueue('q', { spec: { capability: {} } })], []],
    ['without cpu, which is no limit', [aQueue('q', { spec: { capability: { cpu: 0 } } })], []],
    [
      'below one that has less',
      [
        aQueue('q', { spec: { parent: 'up', capability: { cpu: '10' } } }),
        aQueue('up', { spec: { parent: 'top' } }),
        aQueue('top', { spec: { capability: { cpu: '4' } } }),
      ],
      gang(3, 'cpu 6 of 4 (queue top)'),
    ],
    [
      'below the root that has less',
      [aQueue('q'), aQueue('root', { spec: { capability: { cpu: '1' } } })],
      gang(3, 'cpu 6 of 1 (queue root)'),
    ],
    ['with too few pods', [aQueue('q', { spec: { capability: { pods: '2' } } })], gang(3, 'pods 3 of 2 (queue q)')],
    [
      'above itself',
      [aQueue('q', { spec: { parent: 'q', capability: { cpu: '1' } } })],
      gang(3, 'cpu 6 of 1 (queue q)'),
    ],
    ['with shares of a device', [aQueue('q', { spec: { capability: { 'volcano.sh/vgpu-memory': 1 } } })], []],
  ])('from a queue %s', (_, queues, want) => {
    expect(told(inQueue(3, asking({ cpu: '2', 'volcano.sh/vgpu-memory': '9' }, pods(3))), queues)).toEqual(want)
  })

  it('more when it grows', () => {
    const [small, large] = [4, 5].map((count) => inQueue(count, asking({ cpu: '2' }, pods(count)))) as [Job, Job]
    const update = (oldObject: Job, object: Job) => told(object, [limited], { operation: 'UPDATE', oldObject })
    expect([update(small, large), update(large, small)]).toEqual([gang(5, 'cpu 10 of 8 (queue q)'), []])
  })

  it('nothing of another scheduler', () => {
    const { spec = {} } = inQueue(5, asking({ cpu: '2' }, pods(5)))
    expect(told(aJob({ ...(spec as JobSpec), schedulerName: 'own' }))).toEqual([])
  })
})

describe('the least that a gang asks for', () => {
  const counted = fc.integer({ min: 0, max: 4 }).chain((replicas) =>
    fc.record({
      replicas: fc.constant(replicas),
      minAvailable: fc.integer({ min: 0, max: replicas }),
      each: fc.integer({ min: 0, max: 9 }),
    }),
  )

  /** What each choice of pods asks for that the scheduler may start together. */
  function choices(tasks: readonly (Task & { each: number })[], left: number, minimums: boolean): readonly number[] {
    const [task, ...others] = tasks
    if (task === undefined) return left === 0 ? [0] : []
    const { replicas = 0, minAvailable = 0, each } = task
    const counts = Array.from({ length: Math.min(replicas, left) + 1 }, (_, count) => count)
    return counts
      .filter((count) => !minimums || count >= minAvailable)
      .flatMap((count) => choices(others, left - count, minimums).map((rest) => count * each + rest))
  }

  it('is that of its cheapest choice of pods', () => {
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1, maxLength: 3 }), fc.nat(), (tasks, seed) => {
        const total = tasks.reduce((sum, { replicas }) => sum + replicas, 0)
        const gang = total === 0 ? 0 : seed % (total + 1)
        const minimums = tasks.reduce((sum, { minAvailable }) => sum + minAvailable, 0)
        const cheapest = Math.min(...choices(tasks, gang, gang >= minimums))
        expect(leastOfGang(tasks, gang, (task) => BigInt((task as { each: number }).each))).toBe(BigInt(cheapest))
      }),
      { numRuns: 1000 },
    )
  })
})
