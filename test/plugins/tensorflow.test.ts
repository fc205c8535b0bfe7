import { describe, expect, it } from 'vitest'
import type { Job, Task } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject, variablesOf } from './inject.ts'

const jobOf = (tasks: readonly Task[], args: readonly string[] = []): Job =>
  aJob({ tasks, plugins: { tensorflow: args } })

const configOf = (job: Job, task: string, index = 0): string | undefined =>
  variablesOf(inject(aPod('train', task, index), job).pod.spec?.containers?.[0]).TF_CONFIG

const roles = ['evaluator', 'chief', 'worker', 'ps'].map((name) => aTask(name))
const hostsOf = (task: string) => [`train-${task}-0.train:2222`]

describe('TF_CONFIG', () => {
  it('tells the cluster and the place in it, byte for byte as Volcano does', () => {
    expect(configOf(jobOf([aTask('worker', { replicas: 2 }), aTask('ps')]), 'worker', 1)).toBe(
      '{"cluster":{"ps":["train-ps-0.train:2222"],"worker":["train-worker-0.train:2222","train-worker-1.train:2222"]},"task":{"type":"worker","index":1}}',
    )
  })

  it.each<[string, Job, string, object]>([
    [
      'has all roles',
      jobOf(roles),
      'evaluator',
      {
        cluster: {
          ps: hostsOf('ps'),
          worker: hostsOf('worker'),
          chief: hostsOf('chief'),
          evaluator: hostsOf('evaluator'),
        },
        task: { type: 'evaluator', index: 0 },
      },
    ],
    [
      'calls roles by their names in TensorFlow, whatever the tasks are called',
      jobOf([aTask('boss'), aTask('server')], ['--chief=boss', '--ps', 'server', '--port=0x10']),
      'boss',
      {
        cluster: { ps: ['train-server-0.train:16'], chief: ['train-boss-0.train:16'] },
        task: { type: 'chief', index: 0 },
      },
    ],
    [
      'leaves tasks without a role out, and calls them by their names',
      jobOf([aTask('worker'), aTask('log')]),
      'log',
      { cluster: { worker: hostsOf('worker') }, task: { type: 'log', index: 0 } },
    ],
    [
      'leaves roles without replicas out',
      jobOf([aTask('ps', { replicas: 0 }), aTask('worker')]),
      'worker',
      { cluster: { worker: hostsOf('worker') }, task: { type: 'worker', index: 0 } },
    ],
    [
      'repeats a host name of the template for each replica',
      jobOf([aTask('worker', { replicas: 2, template: { spec: { hostname: 'h', subdomain: 's' } } })]),
      'worker',
      { cluster: { worker: ['h.s:2222', 'h.s:2222'] }, task: { type: 'worker', index: 0 } },
    ],
    [
      'gives a task of two roles the first one as a host, and another as a worker of itself',
      jobOf([aTask('x', { replicas: 2 })], ['--ps=x', '--worker=x']),
      'x',
      { cluster: { ps: ['train-x-0.train:2222', 'train-x-1.train:2222'] }, task: { type: 'worker', index: 0 } },
    ],
    [
      'takes the later of two tasks of one name',
      jobOf([aTask('worker', { replicas: 3 }), aTask('worker')]),
      'worker',
      { cluster: { worker: hostsOf('worker') }, task: { type: 'worker', index: 0 } },
    ],
  ])('%s', (_, job, task, want) => {
    expect(JSON.parse(configOf(job, task) ?? '')).toEqual(want)
  })
})

describe('nobody gets TF_CONFIG', () => {
  it('in a job of one pod', () => {
    const { pod, sentences } = inject(aPod('train', 'worker', 0), jobOf([aTask('worker')]))
    expect([pod, sentences]).toEqual([aPod('train', 'worker', 0), []])
  })

  it('in init containers', () => {
    const { pod } = inject(aPod('train', 'worker', 0, { initContainers: [{ name: 'prepare' }] }), jobOf(roles))
    expect(pod.spec?.initContainers).toEqual([{ name: 'prepare' }])
  })

  it.each<[string, string, Job, string]>([
    [
      'whose index is not known',
      'x',
      jobOf(roles),
      'metadata.labels[volcano.sh/task-index]: the index of the pod in its task must be a number: without it the job plugin tensorflow gives no TF_CONFIG',
    ],
    [
      'whose index is a number of another kind',
      '1e1',
      jobOf(roles),
      'metadata.labels[volcano.sh/task-index]: the index of the pod in its task must be a number: without it the job plugin tensorflow gives no TF_CONFIG',
    ],
    [
      'whose index no number can be',
      '9'.repeat(30),
      jobOf(roles),
      'metadata.labels[volcano.sh/task-index]: the index of the pod in its task must be a number: without it the job plugin tensorflow gives no TF_CONFIG',
    ],
    [
      'when the list of hosts fits into no pod',
      '0',
      jobOf([aTask('worker', { replicas: 2_147_483_647 })]),
      'metadata.labels[volcano.sh/job-name]: the job has too many hosts for a list in TF_CONFIG: the pod gets none of the job plugin tensorflow',
    ],
  ])('%s', (_, index, job, want) => {
    const pod = aPod('train', 'worker', 0)
    const metadata = { ...pod.metadata, labels: { ...pod.metadata?.labels, 'volcano.sh/task-index': index } }
    expect(inject({ ...pod, metadata }, job)).toEqual({ pod: { ...pod, metadata }, sentences: [want] })
  })
})
