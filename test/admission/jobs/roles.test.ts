import { describe, expect, it } from 'vitest'
import { validateJobs } from '../../../src/admission/jobs/validate.ts'
import { defaultSettings } from '../../../src/admission/settings.ts'
import type { Task } from '../../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aTask, decide } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

type Plugins = Readonly<Record<string, string[]>>
type Row = readonly [name: string, plugins: Plugins, tasks: readonly Task[], want: readonly string[]]

const jobWith = (plugins: Plugins, tasks: readonly Task[]) => aJob({ plugins, tasks: [...tasks] })
const [master, worker, head] = [aTask('master'), aTask('worker'), aTask('head')]
const many = (name: string, replicas: number) => aTask(name, { replicas, minAvailable: 0 })
const running = (task: string, container: string) =>
  aTask(task, { template: { spec: { containers: [{ name: container, image: 'rayproject/ray' }] } } })

describe('plugin-roles-exist:', () => {
  const nothing = 'pytorch gives the pods nothing; name one of its tasks with --master: '
  it.each<Row>([
    ['plugins without roles', { env: [], svc: [], ssh: [] }, [worker], []],
    ['a master and workers', { pytorch: [], mpi: [] }, [master, worker], []],
    ['a master alone is a job of one node', { pytorch: [], mpi: [] }, [master], []],
    ['workers under another name', { mpi: ['--worker=node'] }, [master, aTask('node')], []],
    ['a master of mpi that is missing, which is for another rule', { mpi: ['--master=m'] }, [worker], []],
    ['a head of ray that is missing, which is for another rule', { ray: ['--head=h'] }, [worker], []],
    ['one part of TensorFlow', { tensorflow: [] }, [worker, aTask('log')], []],
    ['a job of one pod, which needs no cluster', { tensorflow: [] }, [aTask('train')], []],
    [
      'pytorch without a master',
      { pytorch: [] },
      [worker, aTask('log')],
      [
        `spec.plugins[pytorch]: Not found: "master": the job has no task of this name (pytorch --master): ${nothing}worker, log`,
      ],
    ],
    [
      'a master of another name that is not there',
      { pytorch: ['--port=1', '--master=boss'] },
      [master],
      [
        `spec.plugins[pytorch][1]: Not found: "boss": the job has no task of this name (pytorch --master): ${nothing}master`,
      ],
    ],
    [
      'workers that an argument names',
      { mpi: ['--worker', 'node'], hcclrank: ['--worker=node'] },
      [master, worker],
      [
        'spec.plugins[mpi][0]: Not found: "node": the job has no task of this name (mpi --worker): mpi goes without; name one of its tasks with --worker: master, worker',
        'spec.plugins[hcclrank][0]: Not found: "node": the job has no task of this name (hcclrank --worker): hcclrank goes without; name one of its tasks with --worker: master, worker',
      ],
    ],
    [
      'TensorFlow without any part',
      { tensorflow: [] },
      [master, aTask('log')],
      [
        'spec.plugins[tensorflow]: Not found: "ps, worker, chief, evaluator": the job has none of the tasks of TensorFlow (ps, worker, chief, evaluator): TF_CONFIG has no hosts; name one of its tasks with --worker: master, log',
      ],
    ],
  ])('%s', (_, plugins, tasks, want) => {
    expect(findingsOf('plugin-roles-exist', jobWith(plugins, tasks))).toEqual(want)
  })
})

describe('leaders-have-one-replica:', () => {
  const rule = 'leaders-have-one-replica'
  it.each<Row>([
    ['one of each', { pytorch: [], mpi: [], ray: [], tensorflow: [] }, [master, head, aTask('chief')], []],
    ['many workers', { pytorch: [], mpi: [], hcclrank: [] }, [master, many('worker', 9)], []],
    ['many masters of hcclrank, which counts them', { hcclrank: [] }, [many('master', 2), worker], []],
    ['no chief of TensorFlow', { tensorflow: [] }, [many('chief', 0), worker], []],
    ['many of a task that leads nothing', { mpi: ['--master=worker'] }, [many('master', 3), worker], []],
    [
      'two masters of PyTorch',
      { pytorch: [] },
      [worker, many('master', 2)],
      [
        'spec.tasks[1].replicas: Invalid value: 2: this is the task of pytorch --master, and each of them gets RANK 0; give it 1 replica',
      ],
    ],
    [
      'no master of PyTorch',
      { pytorch: [] },
      [many('master', 0), worker],
      [
        'spec.tasks[0].replicas: Invalid value: 0: this is the task of pytorch --master, and MASTER_ADDR names a pod that is never made, and no process has RANK 0; give it 1 replica',
      ],
    ],
    [
      'several leaders of all kinds',
      { mpi: [], ray: ['--head=boss'], tensorflow: [] },
      [many('master', 2), many('boss', 3), many('chief', 4)],
      [
        'spec.tasks[0].replicas: Invalid value: 2: this is the task of mpi --master, and each of them starts mpiexec; give it 1 replica',
        'spec.tasks[1].replicas: Invalid value: 3: this is the task of ray --head, and each of them starts a cluster of its own, and workers join the first; give it 1 replica',
        'spec.tasks[2].replicas: Invalid value: 4: this is the task of tensorflow --chief, and TensorFlow knows one chief only; give it 1 replica',
      ],
    ],
  ])('%s', (_, plugins, tasks, want) => {
    expect(findingsOf(rule, jobWith(plugins, tasks))).toEqual(want)
  })

  it('is asked when a job grows, too', () => {
    const [before, after] = [1, 2].map((n) => jobWith({ pytorch: [], svc: [] }, [many('master', n), worker]))
    expect(findingsOf(rule, after ?? {}, { operation: 'UPDATE', oldObject: before })).toHaveLength(1)
  })
})

describe('roles-are-distinct:', () => {
  it.each<Row>([
    ['the defaults', { pytorch: [], ray: [], tensorflow: [], mpi: [] }, [master, worker], []],
    ['a master of mpi among its workers', { mpi: ['--worker=master'] }, [master], []],
    [
      'a master of PyTorch that is its worker',
      { pytorch: ['--master=worker'] },
      [worker],
      [
        'spec.plugins[pytorch][0]: Duplicate value: "worker": --master is this task, too: its ranks begin at 1, and no process has RANK 0; make a task for each',
      ],
    ],
    [
      'a part of TensorFlow twice',
      { tensorflow: ['--ps=all', '--evaluator=all'] },
      [aTask('all')],
      [
        'spec.plugins[tensorflow][1]: Duplicate value: "all": --ps is this task, too: its hosts are those of one part, and the other has none; make a task for each',
      ],
    ],
  ])('%s', (_, plugins, tasks, want) => {
    expect(findingsOf('roles-are-distinct', jobWith(plugins, tasks))).toEqual(want)
  })
})

describe('ray-has-head:', () => {
  const job = jobWith({ ray: ['--port=1', '--head=boss'] }, [head, worker])
  it('names the tasks that there are', () => {
    expect(findingsOf('ray-has-head', job)).toEqual([
      'spec.plugins[ray][1]: Not found: "boss": job train doesn\'t have head task boss; name one of the tasks with --head (head, worker) or call one "boss"',
    ])
  })

  it('refuses under the preset `recommended`', () => {
    const settings = { ...defaultSettings, preset: 'recommended' as const }
    expect([job, jobWith({ ray: [] }, [head])].map((each) => decide(validateJobs, each, { settings }).allowed)).toEqual(
      [false, true],
    )
  })
})

describe('ray-containers-exist:', () => {
  it.each<Row>([
    ['the names of the defaults', { ray: [] }, [running('head', 'head'), running('worker', 'worker')], []],
    ['a name that an argument gives', { ray: ['--headContainer=r'] }, [running('head', 'r')], []],
    ['no workers', { ray: [] }, [running('head', 'head')], []],
    [
      'other names',
      { ray: ['--workerContainer', 'ray'] },
      [head, worker],
      [
        'spec.plugins[ray]: Not found: "head": the task "head" has no container of this name, so ray starts nothing there; name one with --headContainer (main)',
        'spec.plugins[ray][0]: Not found: "ray": the task "worker" has no container of this name, so ray starts nothing there; name one with --workerContainer (main)',
      ],
    ],
  ])('%s', (_, plugins, tasks, want) => {
    expect(findingsOf('ray-containers-exist', jobWith(plugins, tasks))).toEqual(want)
  })
})
