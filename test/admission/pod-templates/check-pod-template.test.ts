import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPodTemplate } from '../../../src/admission/pod-templates/check-pod-template.ts'
import { decode } from '../../../src/kubernetes/decode.ts'
import { list } from '../../../src/kubernetes/shape.ts'
import { containerShape } from '../../../src/kubernetes/shapes/container.ts'
import { metadataShape } from '../../../src/kubernetes/shapes/metadata.ts'
import { podSpecShape, podTemplateShape } from '../../../src/kubernetes/shapes/pod.ts'
import { volumeShape } from '../../../src/kubernetes/shapes/volumes.ts'
import { anyOfShape } from '../../any-of-shape.ts'
import { aContainer } from './sentences.ts'

const options = { name: 'worker', namespace: 'lab', podLevelResources: true }

describe('the template of a pod', () => {
  it('is fine with a container alone, and nothing is made to say so', () => {
    const once = checkPodTemplate({ spec: { containers: [aContainer()] } }, options, 'template')
    const again = checkPodTemplate({ spec: { containers: [aContainer()] } }, options, 'template')
    expect(once).toEqual([])
    expect(once).toBe(again)
  })

  it('is fine with fields that nobody knows', () => {
    const template = { future: 1, spec: { future: {}, containers: [{ ...aContainer(), future: [] }] } }
    expect(checkPodTemplate(template, options, 'template')).toEqual([])
  })

  it('may be absent, which is no pod', () => {
    expect(checkPodTemplate({}, options, 'template').map(({ path }) => path)).toEqual(['template.spec.containers'])
  })

  it('gives what is wrong in the order of Kubernetes', () => {
    const broken = { name: '' }
    const template = {
      metadata: { labels: { '': '' } },
      spec: {
        volumes: [broken],
        resourceClaims: [broken],
        containers: [{ image: 'i', ports: [{ containerPort: 1, hostPort: 2 }] }],
        initContainers: [{ image: 'i', name: 'Init' }],
        ephemeralContainers: [{ image: 'i', name: 'Look' }],
        resources: { claims: [] },
        hostNetwork: true,
        nodeSelector: { '': '' },
        hostname: '-',
      },
    }
    const places = checkPodTemplate(template, options, '').map(
      ({ path }) => path.match(/^\.(?:spec\.)?([a-zA-Z]+)/)?.[1],
    )
    expect(places.filter((place, i) => place !== places[i - 1])).toEqual([
      ...['metadata', 'volumes', 'resourceClaims', 'containers', 'initContainers', 'ephemeralContainers', 'resources'],
      ...['containers', 'nodeSelector', 'hostname'],
    ])
  })
})

it('whatever the template, every finding says where and what, and the template stays as it is', () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const spec = {
        ...(anyOfShape(podSpecShape, g) as object),
        volumes: anyOfShape(list(volumeShape), g),
        containers: anyOfShape(list(containerShape), g),
        initContainers: anyOfShape(list(containerShape), g),
      }
      const template = { metadata: anyOfShape(metadataShape, g), spec }
      const { value, mistakes } = decode(podTemplateShape, template)
      const before = JSON.stringify(value)
      const found = checkPodTemplate(value, options, 'spec.tasks[0].template')
      expect(mistakes).toEqual([])
      expect(JSON.stringify(value)).toBe(before)
      for (const { path, message } of found) {
        expect(path).toMatch(/^spec\.tasks\[0\]\.template\./)
        expect(message).toMatch(/^[A-Z][a-z ]+: ./s)
      }
    }),
    { numRuns: 200 },
  )
})
