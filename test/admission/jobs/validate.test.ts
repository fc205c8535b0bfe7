import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { JobSpec } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aCluster, aJob, aQueue, aReview, aTask, decide } from '../../builders.ts'

const denialsOf = (object: unknown, more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateJobs, object, more)
    .findings.filter(({ severity }) => severity === 'deny')
    .map(sentenceOf)

const warningsOf = (object: unknown, more: Parameters<typeof decide>[2] = {}): readonly string[] =>
  decide(validateJobs, object, more)
    .findings.filter(({ severity }) => severity === 'warn')
    .map(sentenceOf)

const long = (length: number) => 'n'.repeat(length)
const withTask = (task: Parameters<typeof aTask>[1], more: JobSpec = {}) =>
  aJob({ tasks: [aTask('worker', task)], ...more })

describe('a new job is accepted when', () => {
  it.each([
    ['it has one task', aJob()],
    ['it waits for none of its pods', aJob({ minAvailable: 0 })],
    [
      'it waits for all pods of all tasks',
      aJob({ minAvailable: 5, tasks: [aTask('a', { replicas: 2 }), aTask('b', { replicas: 3 })] }),
    ],
    [
      'the sum of replicas is beyond int32',
      aJob({ minAvailable: 2, tasks: [aTask('a', { replicas: 2 ** 31 - 1 }), aTask('b', { replicas: 2 ** 31 - 1 })] }),
    ],
    ['its pod name has exactly 63 characters', { ...aJob(), metadata: { name: long(54), namespace: 'lab' } }],
    ['the mpi master has the name that --master gives', aJob({ plugins: { mpi: ['--master', 'worker'] } })],
    [
      'a policy names one event twice',
      aJob({ policies: [{ event: 'PodFailed', events: ['PodFailed'], action: 'RestartJob' }] }),
    ],
    [
      '* stands with exit codes',
      aJob({
        policies: [
          { event: '*', action: 'RestartJob' },
          { exitCode: 3, action: 'AbortJob' },
        ],
      }),
    ],
    [
      'tasks depend on each other in a diamond',
      aJob({
        tasks: [
          aTask('a'),
          aTask('b', { dependsOn: { name: ['a'] } }),
          aTask('c', { dependsOn: { name: ['a'] } }),
          aTask('d', { dependsOn: { name: ['b', 'c'] } }),
        ],
      }),
    ],
    ['dependsOn is empty', withTask({ dependsOn: {} })],
    [
      'partitions fit',
      withTask({
        replicas: 4,
        minAvailable: 2,
        partitionPolicy: { totalPartitions: 2, partitionSize: 2, minPartitions: 1 },
      }),
    ],
    [
      'a NUMA policy meets whole cpu limits',
      withTask({
        topologyPolicy: 'restricted',
        template: { spec: { containers: [{ name: 'main', image: 'i', resources: { limits: { cpu: '2000m' } } }] } },
      }),
    ],
    ['its volume names a claim', aJob({ volumes: [{ mountPath: '/data', volumeClaimName: 'data.set' }] })],
    ['fields are null', { ...aJob(), spec: { ...aJob().spec, plugins: null, volumes: null, policies: null } }],
    ['it has fields that nobody knows', { ...aJob(), spec: { ...aJob().spec, future: { deep: [1] } } }],
  ])('%s', (_, job) => {
    expect(denialsOf(job)).toEqual([])
  })
})

const dag = "job has dependencies between tasks, but doesn't form a directed acyclic graph(DAG)"

describe('a new job is refused when', () => {
  it.each<[string, unknown, string[]]>([
    [
      'it has no tasks',
      aJob({ tasks: [] }),
      ['spec.tasks: Required value: No task specified in job spec; add at least one task'],
    ],
    [
      'it waits for more pods than it has',
      aJob({ minAvailable: 2 }),
      [
        "spec.minAvailable: Invalid value: 2: job 'minAvailable' should not be greater than total replicas in tasks; replicas in all: 1, so lower minAvailable or raise replicas",
      ],
    ],
    [
      'a task waits for more pods than it has',
      withTask({ minAvailable: 2 }, { minAvailable: 1 }),
      [
        "spec.tasks[0].minAvailable: Invalid value: 2: 'minAvailable' is greater than 'replicas' in task: worker, job: train; its replicas: 1",
      ],
    ],
    [
      'two tasks have one name',
      aJob({ tasks: [aTask('a'), aTask('a')] }),
      [
        'spec.tasks[1].name: Duplicate value: "a": duplicated task name a; spec.tasks[0] has this name already, rename one of them',
      ],
    ],
    [
      'mpi finds no master',
      aJob({ plugins: { mpi: [] } }),
      [
        'spec.plugins[mpi]: Not found: "master": The specified mpi master task was not found; name one of the tasks with --master (worker) or call one "master"',
      ],
    ],
    [
      'a flag that Go does not know hides --master',
      aJob({ plugins: { mpi: ['--nope', '--master=worker'] } }),
      [
        'spec.plugins[mpi]: Not found: "master": The specified mpi master task was not found; name one of the tasks with --master (worker) or call one "master"',
      ],
    ],
    [
      'a plugin is unknown',
      aJob({ plugins: { SVC: [] } }),
      [
        'spec.plugins[SVC]: Unsupported value: "SVC": unable to find job plugin: SVC; known plugins are env, hcclrank, mpi, pytorch, ray, ssh, svc, tensorflow',
      ],
    ],
    [
      'the topology has two tiers',
      aJob({ networkTopology: { highestTierAllowed: 0, highestTierName: 'rack' } }),
      [
        "spec.networkTopology: Invalid value: \"rack\": must not specify 'highestTierAllowed' and 'highestTierName' in networkTopology simultaneously; keep one of them",
      ],
    ],
    [
      'a policy reacts to an internal event',
      aJob({ policies: [{ event: 'PodRunning', action: 'RestartJob' }] }),
      [
        'spec.policies[0].event: Invalid value: "PodRunning": invalid policy event; valid events are [* JobUpdated PodEvicted PodFailed PodPending TaskCompleted TaskFailed Unknown]',
      ],
    ],
    [
      'a policy does what only the controller does',
      aJob({ policies: [{ event: '*', action: 'SyncJob' }] }),
      [
        'spec.policies[0].action: Invalid value: "SyncJob": invalid policy action; valid actions are [AbortJob CompleteJob RestartJob RestartPartition RestartPod RestartTask ResumeJob TerminateJob]',
      ],
    ],
    [
      'a task policy has event and exitCode',
      withTask({ policies: [{ event: '*', exitCode: 1, action: 'AbortJob' }] }),
      [
        'spec.tasks[0].policies[0]: Invalid value: 1: must not specify event and exitCode simultaneously; make two policies of it',
      ],
    ],
    [
      'a policy has neither',
      aJob({ policies: [{ action: 'AbortJob' }] }),
      [
        'spec.policies[0]: Required value: either event and exitCode should be specified; add event, events or exitCode',
      ],
    ],
    [
      'exit code 0 is an error',
      aJob({ policies: [{ exitCode: 0, action: 'AbortJob' }] }),
      [
        'spec.policies[0].exitCode: Invalid value: 0: 0 is not a valid error code; use the event TaskCompleted for success',
      ],
    ],
    [
      'an exit code has two policies',
      aJob({
        policies: [
          { exitCode: 1, action: 'AbortJob' },
          { exitCode: 1, action: 'RestartJob' },
        ],
      }),
      ['spec.policies[1].exitCode: Duplicate value: 1: duplicate exitCode 1; spec.policies[0] has it already'],
    ],
    [
      'an event has two policies',
      aJob({
        policies: [
          { event: 'PodFailed', action: 'AbortJob' },
          { event: 'PodFailed', action: 'RestartJob' },
        ],
      }),
      [
        'spec.policies[1].event: Duplicate value: "PodFailed": duplicate event PodFailed  across different policy; spec.policies[0] has it already',
      ],
    ],
    [
      '* is not alone',
      aJob({ policies: [{ events: ['PodFailed', '*'], action: 'AbortJob' }] }),
      [
        'spec.policies[0]: Invalid value: "*": if there\'s * here, no other policy should be here; * already covers PodFailed',
      ],
    ],
    [
      'its pod name is too long',
      { ...aJob({ tasks: [aTask('a')] }), metadata: { name: long(60), namespace: 'lab' } },
      [
        `spec.tasks[0].name: Invalid value: "a": create pod with name ${long(60)}-a-0 validate failed [name part must be no more than 63 bytes]; it has 64 characters, 1 too many`,
      ],
    ],
    [
      'partitions are of no size',
      withTask({ partitionPolicy: { totalPartitions: 1, partitionSize: 0 } }),
      [
        "spec.tasks[0].partitionPolicy.partitionSize: Invalid value: 0: 'PartitionSize' must be greater than 0 in task: worker, job: train",
      ],
    ],
    [
      'partitions are none',
      withTask({ partitionPolicy: { totalPartitions: 0, partitionSize: 0 } }),
      [
        "spec.tasks[0].partitionPolicy.totalPartitions: Invalid value: 0: 'TotalPartitions' must be greater than 0 in task: worker, job: train",
        "spec.tasks[0].partitionPolicy.partitionSize: Invalid value: 0: 'PartitionSize' must be greater than 0 in task: worker, job: train",
      ],
    ],
    [
      'partitions do not fit',
      withTask({ partitionPolicy: { totalPartitions: 2, partitionSize: 2 } }),
      [
        "spec.tasks[0].replicas: Invalid value: 1: 'Replicas' are not equal to TotalPartitions*PartitionSize in task: worker, job: train; 2 x 2 = 4",
      ],
    ],
    [
      'a partition has two tiers',
      withTask({
        partitionPolicy: {
          totalPartitions: 1,
          partitionSize: 1,
          networkTopology: { highestTierAllowed: 1, highestTierName: 'rack' },
        },
      }),
      [
        "spec.tasks[0].partitionPolicy.networkTopology: Invalid value: \"rack\": must not specify 'highestTierAllowed' and 'highestTierName' in networkTopology simultaneously; keep one of them",
      ],
    ],
    [
      'a NUMA policy meets a part of a cpu',
      withTask({
        topologyPolicy: 'restricted',
        template: { spec: { containers: [{ name: 'main', image: 'i', resources: { requests: { cpu: '1500m' } } }] } },
      }),
      [
        'spec.tasks[0].template.spec.containers[0].resources.requests[cpu]: Invalid value: "1500m": the cpu request isn\'t an integer in spec.task[0] container[0]. Topology policy restricted pins cpus: ask for whole ones, such as 1',
      ],
    ],
    [
      'a volume is mounted twice',
      aJob({
        volumes: [
          { mountPath: '/d', volumeClaimName: 'a' },
          { mountPath: '/d', volumeClaimName: 'b' },
        ],
      }),
      ['spec.volumes[1].mountPath: Duplicate value: "/d": duplicated mountPath: /d; spec.volumes[0] is mounted there'],
    ],
    [
      'a volume has no path and no claim',
      aJob({ volumes: [{}] }),
      [
        'spec.volumes[0].mountPath: Required value: mountPath is required; say where containers find the volume',
        'spec.volumes[0]: Required value: either VolumeClaim or VolumeClaimName must be specified; name a claim or describe a new one',
      ],
    ],
    [
      'a volume names a claim and describes one',
      aJob({ volumes: [{ mountPath: '/d', volumeClaimName: 'a', volumeClaim: {} }] }),
      [
        'spec.volumes[0].volumeClaimName: Invalid value: "a": conflict: If you want to use an existing PVC, just specify VolumeClaimName.If you want to create a new PVC, you do not need to specify VolumeClaimName',
      ],
    ],
    [
      'its queue is not there',
      aJob({ queue: 'nowhere' }),
      [
        'spec.queue: Not found: "nowhere": unable to find job queue: queue.scheduling.volcano.sh "nowhere" not found; create the queue or name one that exists',
      ],
    ],
    [
      'its queue is closed',
      aJob({ queue: 'closed' }),
      [
        'spec.queue: Invalid value: "closed": can only submit job to queue with state `Open`, queue `closed` status is `Closed`; open it or name another',
      ],
    ],
    [
      'its queue is root',
      aJob({ queue: 'root' }),
      ['spec.queue: Invalid value: "root": can not submit job to root queue; name a queue below it'],
    ],
    [
      'its queue has children',
      aJob({ queue: 'parent' }),
      [
        'spec.queue: Invalid value: "parent": can only submit job to leaf queue, queue `parent` has 1 child queues; name one of them',
      ],
    ],
    [
      'a task waits for itself',
      withTask({ dependsOn: { name: ['worker'] } }),
      [
        `spec.tasks[0].dependsOn.name: Invalid value: ["worker"]: ${dag}; these tasks wait for each other for ever: worker`,
      ],
    ],
    [
      'a task waits for one that is not there',
      withTask({ dependsOn: { name: ['x'] } }),
      [`spec.tasks[0].dependsOn.name[0]: Not found: "x": ${dag}; there is no such task, the tasks are worker`],
    ],
    [
      'a task names another twice',
      aJob({ tasks: [aTask('a'), aTask('b', { dependsOn: { name: ['a', 'a'] } })] }),
      [`spec.tasks[1].dependsOn.name[1]: Duplicate value: "a": ${dag}; name each task once`],
    ],
    [
      'a field has a wrong type',
      { ...aJob(), spec: { ...aJob().spec, minAvailable: 'two' } },
      [
        'spec.minAvailable: Invalid value: json: cannot unmarshal string into Go struct field JobSpec.spec.minAvailable of type int32',
      ],
    ],
  ])('%s', (_, job, wantSentences) => {
    const queues = [
      aQueue('closed', { status: { state: 'Closed' } }),
      aQueue('root'),
      aQueue('parent'),
      aQueue('child', { spec: { parent: 'parent' } }),
    ]
    expect(denialsOf(job, { cluster: aCluster({ queues }) })).toEqual(wantSentences)
  })

  it('many things are wrong: all are said at once', () => {
    const job = aJob({
      minAvailable: 9,
      queue: 'nowhere',
      plugins: { nope: [], nada: [] },
      tasks: [aTask('a'), aTask('a')],
    })
    const { findings } = decide(validateJobs, job)
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'task-names-are-unique spec.tasks[1].name',
      'min-available-fits-replicas spec.minAvailable',
      'plugins-are-known spec.plugins[nada]',
      'plugins-are-known spec.plugins[nope]',
      'queue-takes-jobs spec.queue',
    ])
  })
})

describe('a job is accepted with a warning when', () => {
  it('the policy of an exit code does something unknown', () => {
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } }
    const job = aJob({ policies: [{ exitCode: 3, action: 'Dance' }], tasks: [aTask('worker', { template })] })
    expect(warningsOf(job)).toEqual([
      'spec.policies[0].action: Invalid value: "Dance": invalid policy action; valid actions are [AbortJob CompleteJob RestartJob RestartPartition RestartPod RestartTask ResumeJob TerminateJob]',
    ])
    expect(denialsOf(job)).toEqual([])
  })

  it('its queue has no state yet', () => {
    const cluster = aCluster({ queues: [aQueue('new', { status: {} })] })
    const { allowed, findings } = decide(validateJobs, aJob({ queue: 'new' }), { cluster })
    expect({ allowed, told: findings.map(({ path, message }) => `${path}: ${message}`) }).toEqual({
      allowed: true,
      told: [
        'spec.queue: Invalid value: "new": the queue has no state yet, and nothing starts in it before its controller opens it',
      ],
    })
  })
})

it('a rule whose data was not given is named, not guessed', () => {
  const { allowed, skipped } = decide(validateJobs, aJob({ queue: 'nowhere' }), { cluster: {} })
  expect({ allowed, skipped }).toEqual({
    allowed: true,
    skipped: [
      'queue-takes-jobs',
      'queue-has-state',
      'queue-can-give',
      'priority-classes-exist',
      'priorities-are-those-of-classes',
      'companion-names-are-free',
    ],
  })
})

it.each([
  ['DELETE', { operation: 'DELETE' }, "expect operation to be 'CREATE' or 'UPDATE'"],
  [
    'another resource',
    { resource: { group: '', version: 'v1', resource: 'pods' } },
    'expect resource to be {batch.volcano.sh v1alpha1 jobs}',
  ],
] as const)('a webhook configuration that sends %s is told so', (_, review, want) => {
  const [denial] = denialsOf(aJob(), review)
  expect(denial).toContain(want)
})

describe('priority classes', () => {
  const cluster = aCluster({ priorityClasses: [{ metadata: { name: 'urgent' } }] })
  const withClass = (priorityClassName: string): Parameters<typeof aTask>[1] => ({
    template: { spec: { priorityClassName, containers: [{ name: 'main', image: 'busybox:1.36' }] } },
  })

  it.each([
    ['the class of the job exists', aJob({ priorityClassName: 'urgent' }), []],
    ['no class is named', aJob({ priorityClassName: '' }), []],
    [
      'the class of the job is missing',
      aJob({ priorityClassName: 'hasty' }),
      ['spec.priorityClassName: Not found: "hasty"'],
    ],
    [
      'the class of a task is missing',
      withTask(withClass('hasty'), { priorityClassName: 'urgent' }),
      ['spec.tasks[0].template.spec.priorityClassName: Not found: "hasty"'],
    ],
  ])('%s', (_, job, wanted) => {
    const warnings = warningsOf(job, { cluster })
    expect(warnings.map((warning) => warning.split(': there is no such priority class')[0])).toEqual(wanted)
  })

  it('are looked up by name, on creation and on update', () => {
    const names = (operation: 'CREATE' | 'UPDATE') =>
      validateJobs
        .open(aReview(validateJobs, aJob({ priorityClassName: 'urgent' }), { operation }), defaultSettings)
        .lookUps.filter(({ from }) => from === 'priorityClasses')
    expect([names('CREATE'), names('UPDATE')]).toEqual([
      [{ from: 'priorityClasses', name: 'urgent' }],
      [{ from: 'priorityClasses', name: 'urgent' }],
    ])
  })
})
