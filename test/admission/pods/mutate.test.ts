import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describe as sentenceOf } from '../../../src/admission/finding.ts'
import { mutatePods } from '../../../src/admission/pods/mutate.ts'
import { defaultSettings, type ResourceGroup } from '../../../src/admission/settings.ts'
import { applyPatch } from '../../../src/kubernetes/json-patch.ts'
import type { Pod } from '../../../src/kubernetes/shapes/pod.ts'
import type { Job } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { anyJob, anyPodSpec } from '../../arbitraries.ts'
import { aCluster, aJob, aPod, aTask, decide } from '../../builders.ts'

const job = aJob({
  plugins: { env: [], ssh: [], svc: [] },
  tasks: [aTask('ps'), aTask('mpi-worker', { replicas: 2 })],
})

const mutate = (pod: Pod, jobs: readonly Job[] = [job], more: Parameters<typeof decide>[2] = {}) =>
  decide(mutatePods, pod, { cluster: aCluster({ jobs }), ...more })

const injected = (pod: Pod, jobs?: readonly Job[]): Pod => applyPatch(pod, mutate(pod, jobs).patch)

const fromHosts = (key: string) => ({ name: key, valueFrom: { configMapKeyRef: { name: 'train-svc', key } } })
const variables = [
  { name: 'VK_TASK_INDEX', value: '1' },
  { name: 'VC_TASK_INDEX', value: '1' },
  ...['VC_PS_HOSTS', 'VC_PS_NUM', 'VC_MPI_WORKER_HOSTS', 'VC_MPI_WORKER_NUM'].map(fromHosts),
]
const mounts = [
  { name: 'train-ssh', mountPath: '/root/.ssh', subPath: '.ssh' },
  { name: 'train-svc', mountPath: '/etc/volcano' },
]

describe('a pod of a job with env, ssh and svc', () => {
  const pod = aPod('train', 'mpi-worker', 1, {
    containers: [{ name: 'main', env: [{ name: 'HOME', value: '/' }] }],
    initContainers: [{ name: 'prepare' }],
  })

  it('gets its names, variables and mounts, behind what it has, in containers and init containers', () => {
    const spec = injected(pod).spec
    expect(spec).toEqual({
      hostname: 'train-mpi-worker-1',
      subdomain: 'train',
      containers: [{ name: 'main', env: [{ name: 'HOME', value: '/' }, ...variables], volumeMounts: mounts }],
      initContainers: [{ name: 'prepare', env: variables, volumeMounts: mounts }],
      volumes: [
        {
          name: 'train-ssh',
          secret: {
            secretName: 'train-ssh',
            defaultMode: 0o600,
            items: ['id_rsa', 'id_rsa.pub', 'authorized_keys', 'config'].map((key) => ({ key, path: `.ssh/${key}` })),
          },
        },
        { name: 'train-svc', configMap: { name: 'train-svc' } },
      ],
    })
  })

  it('that has no name yet is known by its labels', () => {
    const { name: _, ...metadata } = pod.metadata ?? {}
    const { spec } = injected({ ...pod, metadata: { ...metadata, generateName: 'train-' } })
    expect([spec?.hostname, spec?.containers?.[0]?.env?.[1]]).toEqual([
      'train-mpi-worker-1',
      { name: 'VK_TASK_INDEX', value: '1' },
    ])
  })

  it('that has neither name nor index gets no host name', () => {
    const { spec } = injected({ metadata: { labels: { 'volcano.sh/job-name': 'train' } }, spec: { containers: [] } })
    expect(spec).toMatchObject({ subdomain: 'train' })
    expect(spec?.hostname).toBeUndefined()
  })

  it('keeps what the user wrote, and says what it left out', () => {
    const own = aPod('train', 'ps', 0, {
      hostname: 'mine',
      subdomain: 'ours',
      containers: [
        {
          name: 'main',
          env: [{ name: 'VC_TASK_INDEX', value: '7' }],
          volumeMounts: [{ name: 'data', mountPath: '/etc/volcano' }],
        },
      ],
      volumes: [{ name: 'data' }, { name: 'train-ssh', emptyDir: {} }],
    })
    const { findings } = mutate(own)
    expect(injected(own).spec).toMatchObject({
      hostname: 'mine',
      subdomain: 'ours',
      containers: [{ env: [{ name: 'VC_TASK_INDEX', value: '7' }, { name: 'VK_TASK_INDEX' }, ...[{}, {}, {}, {}]] }],
      volumes: [{ name: 'data' }, { name: 'train-ssh', emptyDir: {} }, { name: 'train-svc' }],
    })
    expect(findings.map(sentenceOf)).toEqual([
      'spec.containers[0].env[0].name: Invalid value: "VC_TASK_INDEX": this name is the pod\'s own: the job plugin leaves it',
      'spec.containers[0].volumeMounts[0].mountPath: Invalid value: "/etc/volcano": this mountPath is the pod\'s own: the job plugin leaves it',
      'spec.volumes[1].name: Invalid value: "train-ssh": this name is the pod\'s own: the job plugin leaves it',
    ])
  })

  it('that is injected already gets nothing, whatever the API server has added', () => {
    const done = injected(pod)
    const stored = applyPatch(done, [{ op: 'add', path: '/spec/volumes/1/configMap/defaultMode', value: 0o644 }])
    expect(mutate(stored)).toMatchObject({ patch: [], findings: [] })
  })
})

describe('a pod of a job with framework plugins', () => {
  const pytorch = aJob({
    plugins: { hcclrank: [], pytorch: ['--wait-master-enabled'], svc: [] },
    tasks: [aTask('master'), aTask('worker', { replicas: 2 })],
  })

  it('gets what each of them gives, and wait-for-master what all containers get', () => {
    const { metadata, spec } = injected(aPod('train', 'worker', 1), [pytorch])
    const [wait] = spec?.initContainers ?? []
    const [main] = spec?.containers ?? []
    const lists = ['VC_MASTER_HOSTS', 'VC_MASTER_NUM', 'VC_WORKER_HOSTS', 'VC_WORKER_NUM'].map(fromHosts)
    const ranks = [
      { name: 'MASTER_ADDR', value: 'train-master-0.train' },
      { name: 'MASTER_PORT', value: '23456' },
      { name: 'WORLD_SIZE', value: '3' },
      { name: 'RANK', value: '2' },
    ]
    expect(wait).toMatchObject({ name: 'wait-for-master', env: lists, volumeMounts: [mounts[1]] })
    expect(main).toMatchObject({
      env: [...ranks, ...lists],
      ports: [{ name: 'pytorchjob-port', containerPort: 23456 }],
    })
    expect(metadata?.annotations?.['hccl/rankIndex']).toBe('2')
  })

  it('is admitted with a warning where one of them can do nothing', () => {
    const { allowed, patch, findings } = mutate(aPod('train', 'worker', 0), [
      aJob({ plugins: { ray: [] }, tasks: [aTask('worker')] }),
    ])
    expect({ allowed, patch, findings }).toEqual({
      allowed: true,
      patch: [],
      findings: [
        {
          rule: 'plugins-can-act',
          severity: 'warn',
          reason: 'FieldValueInvalid',
          path: 'metadata.labels[volcano.sh/job-name]',
          message:
            'Invalid value: "train": the job has no task "head" (--head): the pod gets nothing of the job plugin ray',
        },
      ],
    })
  })

  it('has a task even where its annotation is empty', () => {
    const pod = aPod('train', 'worker', 1)
    const metadata = { ...pod.metadata, annotations: { 'volcano.sh/task-spec': '' } }
    expect(injected({ ...pod, metadata }, [pytorch]).spec?.containers?.[0]?.env?.[3]).toEqual({
      name: 'RANK',
      value: '2',
    })
  })
})

describe('plugin arguments', () => {
  const equipped = (plugins: NonNullable<NonNullable<Job['spec']>['plugins']>) =>
    injected(aPod('train', 'ps', 0), [aJob({ plugins, tasks: [aTask('ps')] })]).spec

  it.each<[string, Parameters<typeof equipped>[0], object]>([
    [
      '--inject-hosts-env=false leaves the variables out',
      { svc: ['--inject-hosts-env=false'] },
      { containers: [{ name: 'main', image: 'busybox:1.36', volumeMounts: [mounts[1]] }] },
    ],
    [
      '--ssh-key-file-path moves the keys and opens their mode',
      { ssh: ['-ssh-key-file-path', '/home/me/.ssh'] },
      {
        containers: [{ volumeMounts: [{ mountPath: '/home/me/.ssh' }] }],
        volumes: [{ secret: { defaultMode: 0o644 } }],
      },
    ],
    [
      'what follows a mistake is not read',
      { ssh: ['--nope', '--ssh-key-file-path=/x'] },
      { containers: [{ volumeMounts: [{ mountPath: '/root/.ssh' }] }] },
    ],
  ])('%s', (_, plugins, want) => {
    expect(equipped(plugins)).toMatchObject(want)
  })
})

describe('a pod gets nothing when', () => {
  it.each<[string, Pod, readonly Job[]]>([
    ['it belongs to no job', { ...aPod('train', 'ps', 0), metadata: { name: 'train-ps-0' } }, [job]],
    ['its job has no plugins', aPod('train', 'ps', 0), [aJob()]],
    [
      'its job is of another namespace',
      aPod('train', 'ps', 0),
      [{ ...job, metadata: { name: 'train', namespace: 'other' } }],
    ],
  ])('%s', (_, pod, jobs) => {
    expect(mutate(pod, jobs)).toMatchObject({ allowed: true, patch: [] })
  })

  it('its job is not there: it is told so', () => {
    const { allowed, findings } = mutate(aPod('gone', 'ps', 0))
    expect({ allowed, sentences: findings.map(sentenceOf) }).toEqual({
      allowed: true,
      sentences: [
        'metadata.labels[volcano.sh/job-name]: Not found: "gone": no job of this name in namespace lab: the pod gets nothing of the job plugins',
      ],
    })
  })
})

describe('with resource groups', () => {
  const group = (more: Partial<ResourceGroup>): ResourceGroup => ({
    name: 'g',
    namespaces: [],
    annotations: [],
    schedulerName: '',
    tolerations: [],
    labels: {},
    ...more,
  })
  const gpu = group({
    namespaces: ['lab'],
    labels: { pool: 'gpu' },
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    schedulerName: 'volcano',
  })
  const apply = (pod: Pod, groups: readonly ResourceGroup[], schedulingGates = false) => {
    const settings = { ...defaultSettings, resourceGroups: groups, schedulingGates }
    return applyPatch(pod, mutate(pod, [], { settings }).patch)
  }
  const plain: Pod = { metadata: { name: 'p' }, spec: { containers: [] } }

  it.each<[string, Pod, readonly ResourceGroup[], object]>([
    [
      'a namespace of a group sends its pods there',
      plain,
      [gpu],
      {
        containers: [],
        nodeSelector: { pool: 'gpu' },
        tolerations: [{ key: 'gpu', operator: 'Exists' }],
        affinity: { nodeAffinity: {} },
        schedulerName: 'volcano',
      },
    ],
    [
      'an affinity and other node labels of the pod stay',
      { spec: { affinity: { podAffinity: {} }, nodeSelector: { disk: 'ssd', pool: 'cpu' } } },
      [group({ ...gpu, tolerations: [], schedulerName: '' })],
      { affinity: { podAffinity: {} }, nodeSelector: { disk: 'ssd', pool: 'gpu' } },
    ],
    [
      'only the first group counts',
      plain,
      [group({ namespaces: ['lab'], schedulerName: 'first' }), gpu],
      { containers: [], schedulerName: 'first' },
    ],
    [
      'any one annotation is enough',
      { metadata: { annotations: { team: 'b' } }, spec: {} },
      [
        group({
          annotations: [
            ['tier', 'gold'],
            ['team', 'b'],
          ],
          schedulerName: 's',
        }),
      ],
      { schedulerName: 's' },
    ],
    [
      'an expected empty annotation may be absent',
      { spec: {} },
      [group({ annotations: [['tier', '']], schedulerName: 's' })],
      { schedulerName: 's' },
    ],
    ['other namespaces are left alone', plain, [group({ ...gpu, namespaces: ['elsewhere'] })], { containers: [] }],
  ])('%s', (_, pod, groups, want) => {
    expect(apply(pod, groups).spec).toEqual(want)
  })

  it('what the group gave is not given again', () => {
    const once = apply(plain, [gpu])
    expect(apply(once, [gpu])).toEqual(once)
  })

  it.each<[string, Pod, boolean, object]>([
    [
      'a pod that asks for it waits for its queue',
      { metadata: { annotations: { 'scheduling.volcano.sh/queue-allocation-gate': 'true' } }, spec: {} },
      true,
      { schedulingGates: [{ name: 'scheduling.volcano.sh/queue-allocation-gate' }] },
    ],
    [
      'not when the feature is off',
      { metadata: { annotations: { 'scheduling.volcano.sh/queue-allocation-gate': 'true' } }, spec: {} },
      false,
      {},
    ],
    [
      'not when it says so in other words',
      { metadata: { annotations: { 'scheduling.volcano.sh/queue-allocation-gate': 'yes' } }, spec: {} },
      true,
      {},
    ],
  ])('%s', (_, pod, isOn, want) => {
    const once = apply(pod, [], isOn)
    expect([once.spec, apply(once, [], isOn).spec]).toEqual([want, want])
  })
})

const owned =
  /^\/spec\/(hostname|subdomain|volumes(\/-)?|(initContainers|containers)\/\d+\/(env|ports|volumeMounts)(\/-)?|containers\/\d+\/command)$/

describe('whatever the job and the pod', () => {
  it('injecting twice changes nothing more, and only owned places are touched', () => {
    fc.assert(
      fc.property(anyJob, anyPodSpec, (ofJob, spec) => {
        const pod: Pod = { ...aPod('train', 'a', 1), spec }
        const { patch } = mutate(pod, [ofJob])
        for (const { op, path } of patch) expect([op, path]).toEqual(['add', expect.stringMatching(owned)])
        expect(mutate(applyPatch(pod, patch), [ofJob]).patch).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})
