import { describe, expect, it } from 'vitest'
import { podOfTask } from '../../../src/admission/jobs/pod-of-task.ts'
import type { Queue } from '../../../src/kubernetes/shapes/queue.ts'
import type { Job, JobSpec, Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aQueue, aTask } from '../../builders.ts'

const jobWith = (metadata: Job['metadata'], spec: JobSpec = {}): Job => {
  const job = aJob(spec)
  return { ...job, metadata: { ...job.metadata, ...metadata } }
}

const podOf = (job: Job, task: Task = aTask('worker'), index = 0, queue?: Queue) => podOfTask(job, task, index, queue)

describe('the pod of a task', () => {
  it('is named and marked as Volcano does, and belongs to the job', () => {
    const job: Job = { ...jobWith({}), status: { version: 2, retryCount: 1 } }
    const marks = {
      'volcano.sh/job-name': 'train',
      'volcano.sh/queue-name': 'default',
      'volcano.sh/task-index': '3',
      'volcano.sh/task-spec': 'worker',
    }
    expect(podOf(job, aTask('worker'), 3).metadata).toEqual({
      name: 'train-worker-3',
      namespace: 'lab',
      labels: { ...marks, 'volcano.sh/job-namespace': 'lab' },
      annotations: {
        ...marks,
        'scheduling.k8s.io/group-name': 'train-job-uid',
        'volcano.sh/job-retry-count': '1',
        'volcano.sh/job-version': '2',
        'volcano.sh/template-uid': 'train-worker',
      },
      ownerReferences: [
        {
          apiVersion: 'batch.volcano.sh/v1alpha1',
          kind: 'Job',
          name: 'train',
          uid: 'job-uid',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    })
  })

  it('keeps labels and annotations of the template, but for those of Volcano, and no name or finalizer', () => {
    const metadata = {
      name: 'other',
      finalizers: ['a/b'],
      labels: { app: 'a', 'volcano.sh/job-name': 'other' },
      annotations: { note: 'n', 'volcano.sh/task-index': '9' },
    }
    const pod = podOf(aJob(), aTask('worker', { template: { metadata, spec: {} } }))
    expect(pod.metadata).toMatchObject({
      name: 'train-worker-0',
      labels: { app: 'a', 'volcano.sh/job-name': 'train' },
      annotations: { note: 'n', 'volcano.sh/task-index': '0' },
    })
    expect(pod.metadata).not.toHaveProperty('finalizers')
  })

  it.each<[string, Job['metadata'], Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    [
      'labels',
      {
        labels: {
          'volcano.sh/preemptable': 'true',
          'volcano.sh/cooldown-time': '1m',
          'volcano.sh/revocable-zone': '*',
          app: 'a',
        },
      },
      { 'volcano.sh/preemptable': 'true', 'volcano.sh/cooldown-time': '1m' },
      {},
    ],
    [
      'annotations',
      {
        annotations: {
          'volcano.sh/preemptable': 'true',
          'volcano.sh/cooldown-time': '1m',
          'volcano.sh/revocable-zone': '*',
          note: 'n',
        },
      },
      {},
      { 'volcano.sh/preemptable': 'true', 'volcano.sh/cooldown-time': '1m', 'volcano.sh/revocable-zone': '*' },
    ],
    [
      'the one budget that counts',
      { annotations: { 'volcano.sh/jdb-min-available': '1', 'volcano.sh/jdb-max-unavailable': '2' } },
      {},
      { 'volcano.sh/jdb-min-available': '1' },
    ],
    [
      'the other budget, where it is alone',
      { annotations: { 'volcano.sh/jdb-max-unavailable': '2' } },
      {},
      { 'volcano.sh/jdb-max-unavailable': '2' },
    ],
  ])('takes of the job %s', (_, metadata, labels, annotations) => {
    const [plain, pod] = [podOf(aJob()), podOf(jobWith(metadata))]
    expect(pod.metadata?.labels).toEqual({ ...plain.metadata?.labels, ...labels })
    expect(pod.metadata?.annotations).toEqual({ ...plain.metadata?.annotations, ...annotations })
  })

  it.each<[string, Task, number, string | undefined]>([
    ['its partition', { partitionPolicy: { partitionSize: 2 } }, 5, '2'],
    ['partition 0 where there are no sizes', { partitionPolicy: { partitionSize: 0 } }, 5, '0'],
    ['no partition where there is no policy', {}, 5, undefined],
  ])('tells %s', (_, more, index, want) => {
    const { labels } = podOf(aJob(), aTask('worker', more), index).metadata ?? {}
    expect(labels?.['volcano.sh/partition-id']).toBe(want)
  })

  it.each(['none', 'single-numa-node'])('tells the NUMA policy %s', (topologyPolicy) => {
    const { annotations } = podOf(aJob(), aTask('worker', { topologyPolicy })).metadata ?? {}
    expect(annotations?.['volcano.sh/numa-topology-policy']).toBe(topologyPolicy)
  })

  it.each<[string, JobSpec, Task['template'], object]>([
    [
      'the scheduler and priority of the job',
      { priorityClassName: 'high' },
      {},
      { schedulerName: 'volcano', priorityClassName: 'high' },
    ],
    [
      'its own scheduler and priority',
      { priorityClassName: 'high' },
      { spec: { schedulerName: 's', priorityClassName: 'low' } },
      { schedulerName: 's', priorityClassName: 'low' },
    ],
  ])('has %s', (_, spec, template, want) => {
    expect(podOf(aJob(spec), aTask('worker', { ...(template && { template }) })).spec).toMatchObject(want)
  })
})

describe('the volumes of a job', () => {
  const volumes = [
    { mountPath: '/in', volumeClaimName: 'data' },
    { mountPath: '/again', volumeClaimName: 'data' },
    { mountPath: '/out', volumeClaim: {} },
  ]

  it('are mounted in main containers, each claim once, behind what is there', () => {
    const own = { name: 'own', mountPath: '/own' }
    const template = {
      spec: {
        containers: [{ name: 'main', volumeMounts: [own] }],
        initContainers: [{ name: 'prepare' }],
        volumes: [{ name: 'own' }],
      },
    }
    expect(podOf(aJob({ volumes }), aTask('worker', { template })).spec).toMatchObject({
      containers: [
        {
          volumeMounts: [
            own,
            { name: 'train-000000000000', mountPath: '/in' },
            { name: 'train-000000000002', mountPath: '/out' },
          ],
        },
      ],
      initContainers: [{ name: 'prepare' }],
      volumes: [
        { name: 'own' },
        { name: 'train-000000000000', persistentVolumeClaim: { claimName: 'data' } },
        { name: 'train-000000000002', persistentVolumeClaim: { claimName: 'train-pvc-000000000002' } },
      ],
    })
  })
})

describe('pods go to other clusters', () => {
  const key = 'volcano.sh/job-forwarding'

  it.each<[string, Queue | undefined, string | undefined]>([
    ['where the queue is extended by some', aQueue('default', { spec: { extendClusters: [{ name: 'far' }] } }), 'true'],
    ['not where it is extended by none', aQueue('default', { spec: { extendClusters: [] } }), undefined],
    ['not where the queue is not known', undefined, undefined],
  ])('%s', (_, queue, want) => {
    const { labels, annotations } = podOf(aJob(), aTask('worker'), 0, queue).metadata ?? {}
    expect([labels?.[key], annotations?.[key]]).toEqual([want, want])
  })
})
