import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { defaultPluginOptions } from '../../src/plugins/plugin-options.ts'
import { sizeOfHostFiles } from '../../src/plugins/sizes/size-of-host-files.ts'
import { svc } from '../../src/plugins/svc/svc.ts'
import { aJob, aTask } from '../builders.ts'

const filesOf = (job: Job, extraEnv = true): readonly unknown[] => {
  const [configMap] = svc.companions(job, [], { ...defaultPluginOptions, extraEnv })
  const { hostfile, machinefile } = (configMap?.data ?? {}) as Readonly<Record<string, string>>
  return [hostfile, machinefile]
}
const tasks = [aTask('master'), aTask('worker', { replicas: 2 })]

it.each<[string, Job, readonly unknown[]]>([
  [
    'the workers of mpi with their slots',
    aJob({ tasks, plugins: { svc: [], mpi: ['--slots-per-worker=4'] } }),
    [
      'train-worker-0.train slots=4\ntrain-worker-1.train slots=4\n',
      'train-worker-0.train:4\ntrain-worker-1.train:4\n',
    ],
  ],
  [
    'all hosts without mpi, with one slot each',
    aJob({ tasks, plugins: { svc: [] } }),
    [
      'train-master-0.train slots=1\ntrain-worker-0.train slots=1\ntrain-worker-1.train slots=1\n',
      'train-master-0.train:1\ntrain-worker-0.train:1\ntrain-worker-1.train:1\n',
    ],
  ],
  ['none of a master alone', aJob({ tasks: [aTask('master')], plugins: { svc: [], mpi: [] } }), ['', '']],
])('host files have %s', (_, job, want) => {
  expect(filesOf(job)).toEqual(want)
})

it('there are no host files unless asked for', () => {
  expect(filesOf(aJob({ tasks, plugins: { svc: [] } }), false)).toEqual([undefined, undefined])
})

it('their size is known without making them', () => {
  const task = fc.record({
    name: fc.constantFrom('master', 'worker', 'log'),
    replicas: fc.nat(120),
    hostname: fc.boolean(),
  })
  const mpi = fc.constantFrom([], ['--slots-per-worker=16'], ['--worker=log', '--slots-per-worker=-1'])
  fc.assert(
    fc.property(fc.uniqueArray(task, { selector: ({ name }) => name }), fc.option(mpi), (given, args) => {
      const job = aJob({
        tasks: given.map(({ name, replicas, hostname }) =>
          aTask(name, { replicas, ...(hostname && { template: { spec: { hostname: 'one' } } }) }),
        ),
        plugins: { svc: [], ...(args && { mpi: args }) },
      })
      expect(sizeOfHostFiles(job)).toBe(filesOf(job).join('').length)
    }),
  )
})
