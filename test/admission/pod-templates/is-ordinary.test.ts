import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkInFull } from '../../../src/admission/pod-templates/check-pod-template.ts'
import { isOrdinary } from '../../../src/admission/pod-templates/is-ordinary.ts'
import { decode } from '../../../src/kubernetes/decode.ts'
import { type PodTemplate, podTemplateShape } from '../../../src/kubernetes/shapes/pod.ts'

const options = { name: 'worker', namespace: 'lab', podLevelResources: true }
const container = { name: 'main', image: 'busybox:1.36' }
const withContainer = (more: object): PodTemplate => ({ spec: { containers: [{ ...container, ...more }] } })

describe('a template is ordinary', () => {
  it.each<[string, PodTemplate]>([
    ['with a container alone', withContainer({})],
    ['with labels', { ...withContainer({}), metadata: { labels: { app: 'train', 'example.com/rank': 'r1' } } }],
    ['with variables', withContainer({ env: [{ name: 'MODE', value: 'fast' }, { name: 'EMPTY' }] })],
    [
      'with cpus and memory',
      withContainer({ resources: { requests: { cpu: '500m' }, limits: { cpu: 1, memory: '1Gi' } } }),
    ],
    [
      'with cards',
      withContainer({ resources: { requests: { 'nvidia.com/gpu': 8 }, limits: { 'nvidia.com/gpu': 8 } } }),
    ],
  ])('%s', (_, template) => {
    expect([isOrdinary(template, options), checkInFull(template, options, 'template')]).toEqual([true, []])
  })
})

describe('a template is looked at in full', () => {
  it.each<[string, PodTemplate, Partial<typeof options>?]>([
    ['without a container', { spec: {} }],
    ['with two containers', { spec: { containers: [container, { ...container, name: 'other' }] } }],
    ['with volumes', { spec: { containers: [container], volumes: [] } }],
    ['with a field that nobody knows', { spec: { containers: [container], ...{ future: 1 } } }],
    ['with annotations', { ...withContainer({}), metadata: { annotations: {} } }],
    ['with an illegal label', { ...withContainer({}), metadata: { labels: { app: 'a b' } } }],
    ['with an illegal key of a label', { ...withContainer({}), metadata: { labels: { 'a b': '' } } }],
    ['with another restart policy', { spec: { containers: [container], restartPolicy: 'Sometimes' } }],
    ['without an image', withContainer({ image: '' })],
    ['with a capital in the name', withContainer({ name: 'Main' })],
    ['with ports', withContainer({ ports: [] })],
    ['with another pull policy', withContainer({ imagePullPolicy: 'Sometimes' })],
    ['with a variable from elsewhere', withContainer({ env: [{ name: 'A', valueFrom: {} }] })],
    ['with a variable without a name', withContainer({ env: [{ value: 'a' }] })],
    ['with an illegal variable', withContainer({ env: [{ name: '1A' }] })],
    ['with a request above its limit', withContainer({ resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } })],
    ['with a negative request', withContainer({ resources: { requests: { cpu: '-1' } } })],
    ['with a negative limit', withContainer({ resources: { limits: { memory: -1 } } })],
    ['with a part of a card', withContainer({ resources: { limits: { 'nvidia.com/gpu': '500m' } } })],
    ['with cards without a limit', withContainer({ resources: { requests: { 'nvidia.com/gpu': 1 } } })],
    [
      'with fewer cards than its limit',
      withContainer({ resources: { requests: { 'a.com/b': 1 }, limits: { 'a.com/b': 2 } } }),
    ],
    ['with another resource', withContainer({ resources: { limits: { 'hugepages-2Mi': '2Mi' } } })],
    ['with claims', withContainer({ resources: { claims: [] } })],
    ['of a task with an illegal name', withContainer({}), { name: 'Worker' }],
    ['in no namespace', withContainer({}), { namespace: '' }],
  ])('%s', (_, template, more = {}) => {
    expect(isOrdinary(template, { ...options, ...more })).toBe(false)
  })
})

/** Mostly the one, seldom the other. */
const mostly = <Value>(usual: readonly Value[], odd: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) })

const amount = mostly<string | number>(['1', 1, '2', '500m', '1Gi'], ['-1', '1e3', '1e-3', '0', ''])
const resource = mostly(['cpu', 'memory', 'nvidia.com/gpu'], ['pods', 'bad key', 'constructor'])
const amounts = fc.dictionary(resource, amount, { maxKeys: 2 })
const name = mostly(['main', 'mode', 'a-b'], ['MODE', 'a.b', '1a', '', 'a_b', '..a', 'x'.repeat(64)])
const anyContainer = fc.record({
  name,
  image: mostly(['busybox'], ['']),
  env: fc.array(fc.record({ name, value: fc.string() }), { maxLength: 2 }),
  resources: fc.record({ requests: amounts, limits: amounts }),
  imagePullPolicy: mostly(['', 'Always'], ['always']),
  ports: mostly<object | undefined>([undefined], [[]]),
})
const anyTemplate = fc.record({
  metadata: fc.record({ labels: fc.dictionary(name, name, { maxKeys: 2 }) }),
  spec: fc.record({
    containers: fc.array(anyContainer, { minLength: 1, maxLength: 2 }),
    restartPolicy: mostly(['', 'Never'], ['never']),
    hostname: mostly<string | undefined>([undefined], ['Host']),
  }),
})
const anyTask = mostly(['worker', 'a.b'], ['Worker', ''])

it('with an ordinary template nothing is wrong', () => {
  let ordinary = 0
  fc.assert(
    fc.property(anyTemplate, anyTask, (template, task) => {
      const { value } = decode(podTemplateShape, JSON.parse(JSON.stringify(template)))
      const given = { ...options, name: task }
      if (!isOrdinary(value, given)) return
      ordinary += 1
      expect(checkInFull(value, given, 'template')).toEqual([])
    }),
    { numRuns: 3000 },
  )
  expect(ordinary).toBeGreaterThan(100)
})
