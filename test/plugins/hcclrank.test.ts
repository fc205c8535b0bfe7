import { describe, expect, it } from 'vitest'
import type { EnvVar } from '../../src/kubernetes/shapes/container.ts'
import type { Pod } from '../../src/kubernetes/shapes/pod.ts'
import type { JobSpec } from '../../src/kubernetes/shapes/volcano-job.ts'
import { aJob, aPod, aTask } from '../builders.ts'
import { inject } from './inject.ts'

const tasks = [aTask('master', { replicas: 2 }), aTask('worker', { replicas: 2 }), aTask('log')]
const key = 'hccl/rankIndex'

const rankOf = (pod: Pod, plugins: JobSpec['plugins'] = { hcclrank: [] }) =>
  inject(pod, aJob({ tasks, ...(plugins && { plugins }) })).pod.metadata?.annotations?.[key]

/** A pod of two containers with these variables. */
const podWith = (task: string, first: readonly EnvVar[], second: readonly EnvVar[] = []): Pod =>
  aPod('train', task, 1, {
    containers: [
      { name: 'one', env: first },
      { name: 'two', env: second },
    ],
  })

const rank = (value: string): EnvVar => ({ name: 'RANK', value })
const fromName: EnvVar = { name: 'RANK', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }

describe('the rank of a pod is', () => {
  const withPytorch = { hcclrank: [], pytorch: [] }

  it.each<[string, Pod, JobSpec['plugins'], string | undefined]>([
    ['its index, in the master', aPod('train', 'master', 1), undefined, '1'],
    ['behind all masters, in a worker', aPod('train', 'worker', 1), undefined, '3'],
    ['none in other tasks', aPod('train', 'log', 0), undefined, undefined],
    ['by other names', aPod('train', 'log', 0), { hcclrank: ['--master=worker', '--worker=log'] }, '2'],
    ['its own RANK', podWith('worker', [rank('42')]), undefined, '42'],
    ['its own RANK in whatever task', podWith('log', [rank('42')]), undefined, '42'],
    ['the first RANK', podWith('worker', [], [rank('5')]), undefined, '5'],
    ['no RANK without a value', podWith('worker', [fromName], [rank('5')]), undefined, '3'],
    ['no RANK that is empty', podWith('worker', [rank('')]), undefined, '3'],
    ['that which pytorch gives to the master', aPod('train', 'master', 1), withPytorch, '0'],
    ['that which pytorch gives to a worker', aPod('train', 'worker', 1), withPytorch, '2'],
    ['its own RANK beside pytorch', podWith('worker', [rank('42')]), withPytorch, '42'],
    ['that of pytorch before one of a later container', podWith('worker', [], [rank('42')]), withPytorch, '2'],
    [
      'no RANK of pytorch in a pod without containers',
      aPod('train', 'worker', 1, { containers: [] }),
      withPytorch,
      '3',
    ],
  ])('%s', (_, pod, plugins, want) => {
    expect(rankOf(pod, plugins)).toBe(want)
  })
})

describe('the annotation', () => {
  const annotated = (pod: Pod, annotations: Readonly<Record<string, string>>): Pod => ({
    ...pod,
    metadata: { ...pod.metadata, annotations: { ...pod.metadata?.annotations, ...annotations } },
  })

  it('of the pod stays, and nothing is said', () => {
    const pod = annotated(aPod('train', 'worker', 1), { [key]: '99' })
    expect(inject(pod, aJob({ tasks, plugins: { hcclrank: [] } }))).toEqual({ pod, sentences: [] })
  })

  it('counts as none when it is empty', () => {
    expect(rankOf(annotated(aPod('train', 'worker', 1), { [key]: '' }))).toBe('3')
  })

  it('is added to a pod without annotations', () => {
    const { metadata, spec } = aPod('train', 'worker', 1)
    const pod: Pod = { metadata: { name: metadata?.name ?? '', labels: metadata?.labels ?? {} }, ...(spec && { spec }) }
    expect(inject(pod, aJob({ tasks, plugins: { hcclrank: [] } })).pod.metadata?.annotations).toEqual({ [key]: '3' })
  })

  it('is left out of a worker whose index is not known', () => {
    const pod: Pod = { metadata: { labels: { 'volcano.sh/task-spec': 'worker' } }, spec: {} }
    expect(inject(pod, aJob({ tasks, plugins: { hcclrank: [] } }))).toEqual({
      pod,
      sentences: [
        'metadata.labels[volcano.sh/task-index]: the index of the pod in its task must be a number: without it the job plugin hcclrank gives no hccl/rankIndex',
      ],
    })
  })
})
