import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Job, JobSpec, LifecyclePolicy, Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../builders.ts'

const findingsOf = (job: Job, ids: readonly string[], more: Parameters<typeof decide>[2] = {}) =>
  decide(validateJobs, job, more).findings.filter(({ rule }) => ids.includes(rule))
const told = (job: Job, ...ids: readonly string[]) =>
  findingsOf(job, ids).map((finding) => `${finding.severity} ${sentenceOf(finding)}`)

const waiting = (name: string, names: readonly string[], more: Task = {}): Task =>
  aTask(name, { dependsOn: { name: [...names] }, ...more })

describe('a gang', () => {
  const start = (spec: JobSpec) => told(aJob(spec), 'gang-can-start')
  const waits = (later: string, advice: string, minAvailable: number) => [
    `warn spec.minAvailable: Invalid value: ${minAvailable}: the job waits for pods that are made only once others run (of ${later}), so none ever starts; ${advice}`,
  ]

  it.each<[string, JobSpec, string[]]>([
    ['without tasks that wait', { minAvailable: 2, tasks: [aTask('a'), aTask('b')] }, []],
    ['of the pods that are made at once', { minAvailable: 1, tasks: [aTask('a'), waiting('b', ['a'])] }, []],
    [
      'that waits for a task of which no pod must run',
      { minAvailable: 2, tasks: [aTask('a', { minAvailable: 0 }), waiting('b', ['a'])] },
      [],
    ],
    [
      'whose later task may start after any of two, one of which must not run',
      {
        minAvailable: 2,
        tasks: [
          aTask('a', { minAvailable: 0 }),
          aTask('b'),
          aTask('c', { dependsOn: { name: ['a', 'b'], iteration: 'any' } }),
        ],
      },
      [],
    ],
    ['of another scheduler', { schedulerName: 'own', minAvailable: 2, tasks: [aTask('a'), waiting('b', ['a'])] }, []],
    [
      'whose later task waits for no pod of its own',
      { minAvailable: 1, tasks: [aTask('a'), waiting('b', ['a'], { minAvailable: 0 })] },
      [],
    ],
    [
      'of all tasks by default',
      { minAvailable: 3, tasks: [aTask('a', { replicas: 2, minAvailable: 2 }), waiting('b', ['a'])] },
      waits('b', 'write 2 or less', 3),
    ],
    [
      'that has enough pods at once, but whose tasks all count',
      { minAvailable: 2, tasks: [aTask('a', { replicas: 5 }), waiting('b', ['a'])] },
      waits('b', 'write 1 or less', 2),
    ],
    [
      'with a chain of tasks',
      { minAvailable: 3, tasks: [aTask('a'), waiting('b', ['a']), waiting('c', ['b'])] },
      waits('b, c', 'write 1 or less', 3),
    ],
    [
      'whose later task waits for all of two',
      { minAvailable: 2, tasks: [aTask('a', { minAvailable: 0 }), aTask('b'), waiting('c', ['a', 'b'])] },
      waits('c', 'write 1 or less', 2),
    ],
    [
      'of tasks that wait in a circle, of which another rule speaks',
      { tasks: [waiting('a', ['b']), waiting('b', ['a'])] },
      [],
    ],
  ])('%s', (_, spec, want) => {
    expect(start(spec)).toEqual(want)
  })

  it('that never comes together is refused where the preset says so', () => {
    const job = aJob({ minAvailable: 2, tasks: [aTask('a'), waiting('b', ['a'])] })
    expect(decide(validateJobs, job, { settings: { ...defaultSettings, preset: 'recommended' } }).allowed).toBe(false)
  })

  it.each<[string, JobSpec, number]>([
    ['waits for some of its pods', { minAvailable: 1, plugins: { mpi: [] } }, 0],
    ['has no framework', { minAvailable: 0, plugins: { svc: [] } }, 0],
    ['has one pod', { minAvailable: 0, plugins: { mpi: [] }, tasks: [aTask('a')] }, 0],
    ['waits for none of them', { minAvailable: 0, plugins: { mpi: [] } }, 1],
  ])('of a framework is told of when it %s', (_, spec, want) => {
    const tasks = [aTask('master'), aTask('worker')]
    expect(findingsOf(aJob({ tasks, ...spec }), ['gang-has-members'])).toHaveLength(want)
  })

  it.each<[string, number, Task, string[]]>([
    ['as many as all tasks', 3, { replicas: 4, minAvailable: 2 }, []],
    ['fewer, where minimums are the defaults', 1, { replicas: 4, minAvailable: 4 }, []],
    [
      'fewer, where the minimum follows from partitions',
      1,
      {
        replicas: 4,
        minAvailable: 2,
        partitionPolicy: { totalPartitions: 2, partitionSize: 2, minPartitions: 1 },
      },
      [],
    ],
    [
      'fewer than tasks wait for',
      2,
      { replicas: 4, minAvailable: 2 },
      [
        'warn spec.minAvailable: Invalid value: 2: less than the tasks wait for together (3), so that task b waits for 2 has no effect; write 3, or leave it out',
      ],
    ],
  ])('that waits for %s', (_, minAvailable, task, want) => {
    expect(told(aJob({ minAvailable, tasks: [aTask('a'), aTask('b', task)] }), 'task-minimums-count')).toEqual(want)
  })
})

describe('numbers that cannot be', () => {
  it.each<[string, JobSpec, string[]]>([
    ['as many successes as pods', { minSuccess: 1 }, []],
    [
      'more successes than pods',
      { minSuccess: 2 },
      [
        'warn spec.minSuccess: Invalid value: 2: the job has 1 pods, so it fails when all of them succeed; lower it, or raise replicas',
      ],
    ],
    ['a job that is scaled to none', { minSuccess: 2, tasks: [aTask('a', { replicas: 0, minAvailable: 0 })] }, []],
    ['as many pods as can be counted', { tasks: [aTask('a', { replicas: 2147483647 })] }, []],
    [
      'one more',
      { tasks: [aTask('a', { replicas: 2147483647 }), aTask('b')] },
      [
        'warn spec.tasks: Invalid value: 2147483648: these are more pods than Volcano can count (2147483647); make several jobs',
      ],
    ],
  ])('%s', (_, spec, want) => {
    expect(told(aJob(spec), 'min-success-fits-replicas', 'replicas-can-be-counted')).toEqual(want)
  })

  it('are told when an update brings them, and not when it finds them', () => {
    const job = aJob({ minSuccess: 2, tasks: [aTask('a', { replicas: 2 })] })
    const down = aJob({ minSuccess: 2, tasks: [aTask('a', { replicas: 1 })] })
    const update = (oldObject: Job, object: Job) =>
      findingsOf(object, ['min-success-fits-replicas'], { operation: 'UPDATE', oldObject })
    expect([update(job, down).length, update(down, job).length]).toEqual([1, 0])
  })
})

describe('a policy', () => {
  const ofJob = (policy: LifecyclePolicy) => told(aJob({ policies: [policy] }), 'policies-can-fire')
  const ofTask = (policy: LifecyclePolicy) =>
    told(aJob({ tasks: [aTask('a', { policies: [policy] })] }), 'policies-can-fire')
  const action = 'AbortJob'

  it.each<[string, readonly string[], number]>([
    ['for pending pods, with a timeout', ofJob({ action, event: 'PodPending', timeout: '1m' }), 0],
    ['for pending pods', ofJob({ action, event: 'PodPending' }), 1],
    ['for pending pods, among others', ofTask({ action, events: ['PodPending', 'PodFailed'] }), 1],
    ['for changes of the job', ofJob({ action, event: 'JobUpdated' }), 1],
    ['of a job for what is unknown', ofJob({ action, event: 'Unknown' }), 0],
    ['of a task for what is unknown', ofTask({ action, event: 'Unknown' }), 1],
    ['for everything', ofTask({ action, event: '*' }), 0],
  ])('%s', (_, sentences, want) => {
    expect(sentences).toHaveLength(want)
  })
})

describe('an end', () => {
  const withRestart = (restartPolicy: string | undefined, more: Task = {}, spec: object = {}): Task =>
    aTask('a', {
      ...more,
      template: {
        spec: { ...(restartPolicy && { restartPolicy }), containers: [{ name: 'main', image: 'a' }], ...spec },
      },
    })
  const exit: Task = { policies: [{ exitCode: 3, action: 'RestartJob' }] }
  const completed: Task = { policies: [{ event: 'TaskCompleted', action: 'CompleteJob' }] }

  it.each<[string, JobSpec, string[]]>([
    ['with an exit code, where pods end', { tasks: [withRestart('Never', exit)] }, []],
    ['with an exit code, where failures are repeated', { tasks: [withRestart('OnFailure', exit)] }, ['exitCode']],
    ['with an exit code, where everything is repeated', { tasks: [withRestart(undefined, exit)] }, ['exitCode']],
    [
      'with an exit code, where a container may decide',
      { tasks: [withRestart(undefined, exit, { containers: [{ name: 'm', image: 'a', restartPolicy: 'Never' }] })] },
      [],
    ],
    [
      'with an exit code, under a deadline',
      { tasks: [withRestart(undefined, exit, { activeDeadlineSeconds: 9 })] },
      [],
    ],
    ['of a task, where failures are repeated', { tasks: [withRestart('OnFailure', completed)] }, []],
    ['of a task, where everything is repeated', { tasks: [withRestart('Always', completed)] }, ['event']],
    ['of any task', { ...completed, tasks: [withRestart('Always'), { ...withRestart('Never'), name: 'b' }] }, []],
    ['of no task', { ...completed, tasks: [withRestart('Always')] }, ['event']],
    ['of the job, where pods end', { ttlSecondsAfterFinished: 1, tasks: [withRestart('OnFailure')] }, []],
    ['of the job, where none ends', { ttlSecondsAfterFinished: 1, tasks: [withRestart('')] }, ['ttl']],
    [
      'of the job by a policy',
      {
        ttlSecondsAfterFinished: 1,
        policies: [{ event: 'PodFailed', action: 'TerminateJob' }],
        tasks: [withRestart('')],
      },
      [],
    ],
  ])('%s', (_, spec, want) => {
    const found = findingsOf(aJob(spec), ['endings-can-come'])
    expect(found.map(({ path }) => /exitCode|event|ttl/.exec(path)?.[0])).toEqual(want)
  })
})
