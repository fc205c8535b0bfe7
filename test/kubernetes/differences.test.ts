import { describe, expect, it } from 'vitest'
import { differences } from '../../src/kubernetes/differences.ts'
import { type JobSpec, jobSpecShape } from '../../src/kubernetes/shapes/volcano-job.ts'

const between = (before: unknown, after: unknown): readonly string[] =>
  differences(jobSpecShape, before, after, 'spec').map(({ path }) => path)

const withContainer = (container: object): JobSpec => ({ tasks: [{ template: { spec: { containers: [container] } } }] })

describe('two specs are the same when', () => {
  it.each<[string, unknown, unknown]>([
    [
      'amounts are equal',
      withContainer({ resources: { limits: { cpu: '1' } } }),
      withContainer({ resources: { limits: { cpu: '1000m' } } }),
    ],
    [
      'a number says what a text says',
      withContainer({ resources: { limits: { cpu: 1 } } }),
      withContainer({ resources: { limits: { cpu: '1' } } }),
    ],
    ['a list is empty or absent', { policies: [] }, {}],
    ['a map is empty or absent', withContainer({ resources: { limits: {} } }), withContainer({})],
    ['a text is empty or absent', { queue: '' }, {}],
    ['a switch is off or absent', withContainer({ stdin: false }), withContainer({})],
    ['only unknown fields differ', { future: 1 }, { future: 2 }],
  ])('%s', (_, before, after) => {
    expect([between(before, after), between(after, before)]).toEqual([[], []])
  })
})

describe('two specs differ', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['in a field', { queue: 'a' }, { queue: 'b' }, ['spec.queue']],
    [
      'deep inside',
      withContainer({ image: 'a' }),
      withContainer({ image: 'b' }),
      ['spec.tasks[0].template.spec.containers[0].image'],
    ],
    [
      'in an amount',
      withContainer({ resources: { limits: { cpu: '1' } } }),
      withContainer({ resources: { limits: { cpu: '1001m' } } }),
      ['spec.tasks[0].template.spec.containers[0].resources.limits[cpu]'],
    ],
    ['in the length of a list', { policies: [{}] }, { policies: [{}, {}] }, ['spec.policies']],
    ['in a key of a map', { plugins: { svc: ['a'] } }, { plugins: { svc: ['b'] } }, ['spec.plugins[svc][0]']],
    [
      'in several places, all of them',
      { queue: 'a', maxRetry: 1 },
      { queue: 'b', maxRetry: 2 },
      ['spec.queue', 'spec.maxRetry'],
    ],
    ['in a key with an empty value', { plugins: { svc: [] } }, {}, ['spec.plugins[svc]']],
    ['where Go tells an empty struct from nothing', { networkTopology: {} }, {}, ['spec.networkTopology']],
    ['where Go tells 0 from nothing', { ttlSecondsAfterFinished: 0 }, {}, ['spec.ttlSecondsAfterFinished']],
  ])('%s', (_, before, after, want) => {
    expect(between(before, after)).toEqual(want)
  })
})
