import { describe, expect, it } from 'vitest'
import type { Container } from '../../src/kubernetes/shapes/container.ts'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject, portsOf } from './inject.ts'

const jobOf = (args: readonly string[] = [], names: readonly string[] = ['head', 'worker', 'log']): Job =>
  aJob({ tasks: names.map((name) => aTask(name)), plugins: { ray: args } })

const injected = (job: Job, task: string, ...containers: readonly Container[]) => {
  const { pod, sentences } = inject(aPod('train', task, 0, { containers }), job)
  return { containers: pod.spec?.containers ?? [], sentences }
}

const startHead =
  'ray start --head --block --dashboard-host=0.0.0.0 --port=6379 --dashboard-port=8265 --ray-client-server-port=10001'
const startWorker = 'ray start --block --address=train-head-0.train:6379'

describe('Ray is started', () => {
  it('in the head, which opens its ports', () => {
    const { containers } = injected(jobOf(), 'head', { name: 'head' }, { name: 'side' })
    expect(containers[0]?.command).toEqual(['sh', '-c', startHead])
    expect(portsOf(containers[0])).toEqual(['gcs 6379', 'dashboard 8265', 'client-server 10001'])
    expect(containers[1]).toEqual({ name: 'side' })
  })

  it('in workers, which join the head', () => {
    const { containers } = injected(jobOf(), 'worker', { name: 'worker' })
    expect(containers).toEqual([{ name: 'worker', command: ['sh', '-c', startWorker] }])
  })

  it('by the names and ports that arguments give', () => {
    const args = [
      '--head=main',
      '--headContainer=r',
      '--worker=w',
      '--workerContainer=rw',
      '--port=1',
      '--dashboardPort=2',
      '--clientPort=3',
    ]
    const job = jobOf(args, ['main', 'w'])
    expect(
      [injected(job, 'main', { name: 'r' }), injected(job, 'w', { name: 'rw' })].map(({ containers }) => containers[0]),
    ).toEqual([
      {
        name: 'r',
        ports: [
          { name: 'gcs', containerPort: 1 },
          { name: 'dashboard', containerPort: 2 },
          { name: 'client-server', containerPort: 3 },
        ],
        command: [
          'sh',
          '-c',
          'ray start --head --block --dashboard-host=0.0.0.0 --port=1 --dashboard-port=2 --ray-client-server-port=3',
        ],
      },
      { name: 'rw', command: ['sh', '-c', 'ray start --block --address=train-main-0.train:1'] },
    ])
  })
})

describe('a command of the user', () => {
  it('is replaced, with a word about it; args stay', () => {
    expect(injected(jobOf(), 'worker', { name: 'worker', command: ['sleep', '1'], args: ['x'] })).toEqual({
      containers: [{ name: 'worker', command: ['sh', '-c', startWorker], args: ['x'] }],
      sentences: [
        'spec.containers[0].command: the job plugin starts this container with a command of its own, as in Volcano, and leaves args',
      ],
    })
  })

  it('is the plugin’s the next time, and nothing more is said', () => {
    const once = injected(jobOf(), 'worker', { name: 'worker', command: ['sleep', '1'] }).containers
    expect(injected(jobOf(), 'worker', ...once)).toEqual({ containers: once, sentences: [] })
  })
})

describe('nothing is started', () => {
  it.each<[string, string, string]>([
    ['in a container of another name', 'head', 'notmatching'],
    ['in another task', 'log', 'head'],
    ['in the container of a head that a worker has', 'worker', 'head'],
  ])('%s', (_, task, name) => {
    expect(injected(jobOf(), task, { name })).toEqual({ containers: [{ name }], sentences: [] })
  })

  it('where there is no head, and the pod is told so', () => {
    expect(injected(jobOf([], ['worker']), 'worker', { name: 'worker' })).toEqual({
      containers: [{ name: 'worker' }],
      sentences: [
        'metadata.labels[volcano.sh/job-name]: the job has no task "head" (--head): the pod gets nothing of the job plugin ray',
      ],
    })
  })
})
