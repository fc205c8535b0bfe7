import { describe, expect, it } from 'vitest'
import { type DecodeMistake, decode } from '../../src/kubernetes/decode.ts'
import { podShape } from '../../src/kubernetes/shapes/pod.ts'
import { queueShape } from '../../src/kubernetes/shapes/queue.ts'
import { type Job, jobShape } from '../../src/kubernetes/shapes/volcano-job.ts'

const mistakesOf = (job: unknown): readonly DecodeMistake[] => decode(jobShape, job).mistakes
const withTask = (task: unknown) => ({ spec: { tasks: [task] } })
const withPodSpec = (spec: unknown) => withTask({ template: { spec } })
const withContainer = (container: unknown) => withPodSpec({ containers: [container] })

describe('Volcano accepts', () => {
  it.each<[string, unknown]>([
    ['numbers for cpus', withContainer({ resources: { requests: { cpu: 1 }, limits: { cpu: 0.5 } } })],
    ['the limits of int32', { spec: { minAvailable: 2147483647, maxRetry: -2147483648 } }],
    ['the largest int64', withPodSpec({ terminationGracePeriodSeconds: 2 ** 63 })],
    ['a number or a name for the port of a probe', withContainer({ livenessProbe: { httpGet: { port: 'http' } } })],
    [
      'durations and times',
      { metadata: { creationTimestamp: '2024-02-29T00:00:00Z' }, spec: { runningEstimate: '1h' } },
    ],
    ['names in another case, which are unknown', { Spec: 1, spec: { MinAvailable: 'x' } }],
    ['unknown fields of any kind', { spec: { future: [{ deep: null }], networkTopology: { future: null } } }],
    ['an owner of fields of any kind', { metadata: { managedFields: [{ fieldsV1: { 'f:spec': {} } }] } }],
  ])('%s, and leaves them as they are', (_, job) => {
    expect(decode(jobShape, structuredClone(job))).toStrictEqual({ value: job, mistakes: [] })
  })
})

it('a null in a list of structs is a mistake: no patch could add to it', () => {
  const { mistakes } = decode(jobShape, { spec: { tasks: [null] } })
  expect(mistakes).toEqual([
    {
      path: 'spec.tasks[0]',
      value: null,
      message: 'null is no item of this list: remove it, or say what it should be',
    },
  ])
})

describe('a null becomes the zero value:', () => {
  it.each<[string, unknown, unknown]>([
    ['no object', null, {}],
    ['an absent object', undefined, {}],
    ['a field that is a struct', { metadata: {}, spec: null }, { metadata: {} }],
    ['a field that is a list', { spec: { tasks: null } }, { spec: {} }],
    ['a field that is a number', withTask({ minAvailable: null }), withTask({})],
    ['an item that is a text', withContainer({ command: [null] }), withContainer({ command: [''] })],
    ['an entry that is a list', { spec: { plugins: { svc: null } } }, { spec: { plugins: { svc: [] } } }],
    ['an entry that is a text', { metadata: { labels: { a: null } } }, { metadata: { labels: { a: '' } } }],
    [
      'an entry that is an amount',
      withContainer({ resources: { limits: { cpu: null } } }),
      withContainer({ resources: { limits: { cpu: '0' } } }),
    ],
    ['an entry with a strange name', JSON.parse('{"metadata":{"labels":{"__proto__":null}}}'), emptyProtoLabel()],
  ])('%s', (_, job, value) => {
    expect(decode(jobShape, job)).toStrictEqual({ value, mistakes: [] })
  })
})

function emptyProtoLabel(): unknown {
  return JSON.parse('{"metadata":{"labels":{"__proto__":""}}}')
}

it('tells all mistakes in the order of the document and leaves zero values in their places', () => {
  const job = { spec: { tasks: [{ replicas: 'x' }, 7, { name: 'ok', maxRetry: null }], queue: [] }, metadata: true }
  const { value, mistakes } = decode(jobShape, job)
  expect(mistakes.map(({ path }) => path)).toEqual([
    'spec.tasks[0].replicas',
    'spec.tasks[1]',
    'spec.queue',
    'metadata',
  ])
  expect(value).toStrictEqual({ spec: { tasks: [{}, {}, { name: 'ok' }] } })
})

it('takes the value over instead of copying it', () => {
  const job = { spec: { tasks: [] } }
  expect(decode(jobShape, job).value).toBe(job)
})

it('gives values the types of the shape', () => {
  const job: Job = decode(jobShape, withContainer({ env: [{ name: 'A', value: 'b' }] })).value
  const value: string | undefined = job.spec?.tasks?.[0]?.template?.spec?.containers?.[0]?.env?.[0]?.value
  expect(value).toBe('b')
})

it('decodes pods and queues as well', () => {
  const pod = decode(podShape, { status: { containerStatuses: [{ restartCount: 'x' }] } })
  const queue = decode(queueShape, { spec: { weight: 'x', capability: 'x' } })
  expect([...pod.mistakes, ...queue.mistakes].map(({ message }) => message)).toEqual([
    'json: cannot unmarshal string into Go struct field ContainerStatus.status.containerStatuses.restartCount of type int32',
    'json: cannot unmarshal string into Go struct field QueueSpec.spec.weight of type int32',
    'json: cannot unmarshal string into Go struct field QueueSpec.spec.capability of type v1.ResourceList',
  ])
})

it('does not follow an unknown field into its depths', () => {
  const depth = 100_000
  const job = JSON.parse(`{"spec":{"future":${'['.repeat(depth)}${']'.repeat(depth)}}}`)
  expect(mistakesOf(job)).toEqual([])
})

it('tells the first hundred of a flood of mistakes', () => {
  const { value, mistakes } = decode(jobShape, { spec: { tasks: Array.from({ length: 1000 }, () => 1) } })
  expect(mistakes.map(({ path }) => path)).toEqual(Array.from({ length: 100 }, (_, i) => `spec.tasks[${i}]`))
  expect(value.spec?.tasks).toEqual(Array.from({ length: 1000 }, () => ({})))
})
