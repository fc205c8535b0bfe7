import { describe, expect, it } from 'vitest'
import type { Job, Task } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject, portsOf, variablesOf } from './inject.ts'

const tasks = [aTask('master'), aTask('worker', { replicas: 2 }), aTask('log')]

const jobOf = (args: readonly string[] = [], of: readonly Task[] = tasks): Job =>
  aJob({ tasks: of, plugins: { pytorch: args } })

const mainOf = (job: Job, task: string, index = 0) => inject(aPod('train', task, index), job).pod.spec?.containers?.[0]

describe('main containers know the master and their rank:', () => {
  const common = { MASTER_ADDR: 'train-master-0.train', MASTER_PORT: '23456', WORLD_SIZE: '3' }

  it.each<[string, string, number, object]>([
    ['the master has rank 0', 'master', 0, { ...common, RANK: '0' }],
    ['so has each of several masters', 'master', 1, { ...common, RANK: '0' }],
    ['workers come behind', 'worker', 1, { ...common, RANK: '2' }],
    ['other tasks have none', 'log', 0, common],
  ])('%s', (_, task, index, want) => {
    expect(variablesOf(mainOf(jobOf(), task, index))).toEqual(want)
  })

  it('in the order of Volcano', () => {
    expect(mainOf(jobOf(), 'worker')?.env?.map(({ name }) => name)).toEqual([
      'MASTER_ADDR',
      'MASTER_PORT',
      'WORLD_SIZE',
      'RANK',
    ])
  })

  it.each<[string, Job, string, object]>([
    [
      'tasks of other names',
      jobOf(['--master=m', '-worker', 'w', '--port=7777'], [aTask('m'), aTask('w', { replicas: 4 })]),
      'w',
      { MASTER_ADDR: 'train-m-0.train', MASTER_PORT: '7777', WORLD_SIZE: '5', RANK: '1' },
    ],
    [
      'host name and subdomain of the template',
      jobOf([], [aTask('master', { template: { spec: { hostname: 'chief', subdomain: 'ring' } } })]),
      'master',
      { MASTER_ADDR: 'chief.ring' },
    ],
    ['one task for both is a worker', jobOf(['--worker=master']), 'master', { WORLD_SIZE: '1', RANK: '1' }],
    [
      'a size beyond int32 is exact',
      jobOf([], [aTask('master'), aTask('worker', { replicas: 2 ** 31 - 1 })]),
      'master',
      { WORLD_SIZE: '2147483648' },
    ],
    ['a port that cannot be read is 0', jobOf(['--port=abc']), 'master', { MASTER_PORT: '0' }],
    [
      'a port beyond int64 is the largest',
      jobOf(['--port=99999999999999999999']),
      'master',
      { MASTER_PORT: '9223372036854775807' },
    ],
  ])('%s', (_, job, task, want) => {
    expect(variablesOf(mainOf(job, task))).toMatchObject(want)
  })
})

describe('main containers open the port', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['by default', [], ['pytorchjob-port 23456']],
    ['that is given', ['--port=010'], ['pytorchjob-port 8']],
    ['of which Go keeps 32 bits', ['--port=4294967297'], ['pytorchjob-port 1']],
    ['of which Go keeps 32 bits, the sign among them', ['--port=99999999999999999999'], ['pytorchjob-port -1']],
  ])('%s', (_, args, want) => {
    expect(portsOf(mainOf(jobOf(args), 'log'))).toEqual(want)
  })
})

describe('wait-for-master', () => {
  const waiting = jobOf([
    '--wait-master-enabled',
    '--wait-master-timeout=60',
    '--wait-master-image=own:1',
    '--port=29500',
  ])
  const prepare = { name: 'prepare' }

  it('comes last into workers, with the address, the port and the timeout in its script', () => {
    const { pod } = inject(aPod('train', 'worker', 0, { initContainers: [prepare] }), waiting)
    const [first, added] = pod.spec?.initContainers ?? []
    expect(first).toEqual(prepare)
    expect(added).toEqual({
      name: 'wait-for-master',
      image: 'own:1',
      command: ['sh', '-c', expect.stringContaining('until { nc -z train-master-0.train 29500 ||')],
    })
    expect(added?.command?.[2]).toMatch(/^echo "Waiting for master node train-master-0\.train:29500 .*\nTIMEOUT=60\n/)
  })

  it.each<[string, string, Job]>([
    ['the master', 'master', waiting],
    ['another task', 'log', waiting],
    ['a worker that is not told to wait', 'worker', jobOf(['--wait-master-image=own:1'])],
  ])('does not come into %s', (_, task, job) => {
    expect(inject(aPod('train', task, 0), job).pod.spec?.initContainers).toBeUndefined()
  })

  it.each<[string, object, string]>([
    [
      'an init container',
      { initContainers: [{ name: 'wait-for-master', image: 'mine' }] },
      'spec.initContainers[0].name',
    ],
    ['a main container', { containers: [{ name: 'wait-for-master', image: 'mine' }] }, 'spec.containers[0].name'],
  ])('stays away where %s has its name', (_, spec, path) => {
    const { pod, sentences } = inject(aPod('train', 'worker', 0, spec), waiting)
    expect(
      [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].filter(
        ({ name }) => name === 'wait-for-master',
      ),
    ).toMatchObject([{ image: 'mine' }])
    expect(sentences).toEqual([`${path}: this name is the pod's own: the job plugin leaves it`])
  })
})

describe('what is missing is told:', () => {
  it('without a master nobody gets anything', () => {
    const pod = aPod('train', 'worker', 0)
    expect(inject(pod, jobOf(['--master=m']))).toEqual({
      pod,
      sentences: [
        'metadata.labels[volcano.sh/job-name]: the job has no task "m" (--master): the pod gets nothing of the job plugin pytorch',
      ],
    })
  })

  it('a worker without an index gets no RANK', () => {
    const { metadata, spec } = aPod('train', 'worker', 0)
    const { pod, sentences } = inject(
      { metadata: { annotations: metadata?.annotations ?? {} }, ...(spec && { spec }) },
      jobOf(),
    )
    expect(Object.keys(variablesOf(pod.spec?.containers?.[0]))).toEqual(['MASTER_ADDR', 'MASTER_PORT', 'WORLD_SIZE'])
    expect(sentences).toEqual([
      'metadata.labels[volcano.sh/task-index]: the index of the pod in its task must be a number: without it the job plugin pytorch gives no RANK',
    ])
  })
})
