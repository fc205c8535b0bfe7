import { describe, expect, it } from 'vitest'
import type { Job, Task } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject, portsOf, variablesOf } from './inject.ts'

const workers = (more: Task = {}): Task => aTask('worker', { replicas: 2, ...more })
const jobOf = (tasks: readonly Task[], args: readonly string[] = []): Job => aJob({ tasks, plugins: { mpi: args } })

/** All containers of a pod after injection: the init container, then the main one. */
const containersOf = (job: Job, task: string) => {
  const { pod, sentences } = inject(aPod('train', task, 0, { initContainers: [{ name: 'prepare' }] }), job)
  return { all: [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])], sentences }
}

describe('the master', () => {
  it.each<[string, Job, string]>([
    ['each worker', jobOf([aTask('master'), workers()]), 'train-worker-0.train,train-worker-1.train'],
    ['nobody, where there are no replicas', jobOf([aTask('master'), workers({ replicas: 0 })]), ''],
    [
      'a host name of the template once',
      jobOf([aTask('master'), workers({ template: { spec: { hostname: 'h', subdomain: 's' } } })]),
      'h.s',
    ],
    [
      'the task that --worker names',
      jobOf([aTask('launcher'), aTask('node')], ['--master=launcher', '--worker=node']),
      'train-node-0.train',
    ],
    [
      'itself, where it is the worker',
      jobOf([workers({ name: 'x' })], ['--master=x', '--worker=x']),
      'train-x-0.train,train-x-1.train',
    ],
  ])('knows %s, in init containers, too', (_, job, want) => {
    const { all } = containersOf(job, job.spec?.tasks?.[0]?.name ?? '')
    expect(all.map(variablesOf)).toEqual([{ MPI_HOST: want }, { MPI_HOST: want }])
  })

  it('alone knows them', () => {
    expect(containersOf(jobOf([aTask('master'), workers()]), 'worker').all.map(variablesOf)).toEqual([{}, {}])
  })
})

describe('the port of sshd is open', () => {
  const tasks = [aTask('master'), workers(), aTask('log')]

  it.each(['master', 'worker', 'log'])('in every container of %s', (task) => {
    const { all } = containersOf(jobOf(tasks), task)
    expect(all.map(portsOf)).toEqual([['mpijob-port 22'], ['mpijob-port 22']])
  })

  it('where --port says', () => {
    expect(portsOf(containersOf(jobOf(tasks, ['--port=2222']), 'log').all[1])).toEqual(['mpijob-port 2222'])
  })
})

describe('what is missing is told:', () => {
  it('without a task of workers the master gets nothing, not even the port', () => {
    const { all, sentences } = containersOf(jobOf([aTask('master'), aTask('log')]), 'master')
    expect(all.map(portsOf)).toEqual([[], []])
    expect(sentences).toEqual([
      'metadata.labels[volcano.sh/job-name]: the job has no task "worker" (--worker): the pod gets nothing of the job plugin mpi',
    ])
  })

  it('a list of hosts that fits into no pod is not even built', () => {
    const { all, sentences } = containersOf(jobOf([aTask('master'), workers({ replicas: 2 ** 31 - 1 })]), 'master')
    expect(all.map(variablesOf)).toEqual([{}, {}])
    expect(sentences).toEqual([
      'metadata.labels[volcano.sh/job-name]: the job has too many hosts for a list in MPI_HOST: the pod gets none of the job plugin mpi',
    ])
  })
})
