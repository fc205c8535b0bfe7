import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

describe('what a pod asks for as a whole is fine when', () => {
  it.each<[string, PodSpec]>([
    [
      'it asks for nothing',
      { resources: {}, containers: [aContainer({ name: 'main', resources: { requests: { cpu: '1' } } })] },
    ],
    [
      'it has enough for all containers',
      {
        resources: { requests: { cpu: '1', memory: '3Gi' }, limits: { cpu: '2' } },
        containers: [
          aContainer({ name: 'main', resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2' } } }),
          aContainer({ name: 'other', resources: { requests: { cpu: '500m', memory: '2Gi' } } }),
        ],
      },
    ],
    [
      'init containers need as much, but before',
      {
        resources: { requests: { cpu: '1' } },
        containers: [aContainer({ name: 'main', resources: { requests: { cpu: '1' } } })],
        initContainers: [
          aContainer({ name: 'a', resources: { requests: { cpu: '1' } } }),
          aContainer({ name: 'b', resources: { requests: { cpu: '1' } } }),
        ],
      },
    ],
    [
      'limits of the containers are more in all, as these do not use them at once',
      {
        resources: { limits: { memory: '1Gi' } },
        containers: [
          aContainer({ name: 'main', resources: { limits: { memory: '1Gi' } } }),
          aContainer({ name: 'other', resources: { limits: { memory: '1Gi' } } }),
        ],
      },
    ],
  ])('%s', (_, value) => {
    expect(sentencesOn(value)).toEqual([])
  })
})

describe('what a pod asks for as a whole is refused when', () => {
  it.each<[string, PodSpec, string[]]>([
    [
      'containers need more in all',
      {
        resources: { requests: { cpu: '1', memory: '2Gi' } },
        containers: [
          aContainer({ name: 'main', resources: { requests: { cpu: '500m', memory: '1Gi' } } }),
          aContainer({ name: 'other', resources: { requests: { cpu: '501m', memory: '1025Mi' } } }),
        ],
      },
      [
        'resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 1001m',
        'resources.requests[memory]: Invalid value: "2Gi": must be greater than or equal to aggregate container requests of 2049Mi',
      ],
    ],
    [
      'an init container that stays is there with the containers',
      {
        resources: { requests: { cpu: '1' } },
        containers: [aContainer({ name: 'main', resources: { requests: { cpu: '600m' } } })],
        initContainers: [
          aContainer({ name: 'stays', restartPolicy: 'Always', resources: { requests: { cpu: '500m' } } }),
        ],
      },
      [
        'resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 1100m',
      ],
    ],
    [
      'an init container starts beside one that stays',
      {
        resources: { requests: { cpu: '1' } },
        containers: [aContainer()],
        initContainers: [
          aContainer({ name: 'stays', restartPolicy: 'Always', resources: { requests: { cpu: '500m' } } }),
          aContainer({ name: 'starts', resources: { requests: { cpu: '700m' } } }),
        ],
      },
      [
        'resources.requests[cpu]: Invalid value: "1": must be greater than or equal to aggregate container requests of 1200m',
      ],
    ],
    [
      'a container may use more than the pod',
      {
        resources: { limits: { cpu: '1', memory: '1Gi' } },
        containers: [
          aContainer(),
          aContainer({ name: 'other', resources: { limits: { cpu: '1001m', memory: '1Gi' } } }),
        ],
      },
      ['containers[1].resources.limits[cpu]: Invalid value: "1001m": must be less than or equal to pod limits of 1'],
    ],
    [
      'huge pages of the containers are more in all',
      {
        resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' } },
        containers: [
          aContainer({ name: 'main', resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' } } }),
          aContainer({ name: 'other', resources: { limits: { cpu: '1', 'hugepages-2Mi': '2Mi' } } }),
        ],
      },
      [
        'resources.limits[hugepages-2Mi]: Invalid value: "2Mi": must be greater than or equal to aggregate container limits of 4Mi',
      ],
    ],
    [
      'a zero comes first, and the amounts keep their suffixes',
      {
        resources: { requests: { memory: '1' } },
        containers: [
          aContainer({ name: 'main', resources: { requests: { memory: '0' } } }),
          aContainer({ name: 'b', resources: { requests: { memory: '1Gi' } } }),
          aContainer({ name: 'c', resources: { requests: { memory: '1Gi' } } }),
        ],
      },
      [
        'resources.requests[memory]: Invalid value: "1": must be greater than or equal to aggregate container requests of 2Gi',
      ],
    ],
    [
      'binary and decimal suffixes meet, and the first counts',
      {
        resources: { requests: { memory: '1' } },
        containers: [
          aContainer({ name: 'main', resources: { requests: { memory: '1Gi' } } }),
          aContainer({ name: 'b', resources: { requests: { memory: '1024' } } }),
        ],
      },
      [
        'resources.requests[memory]: Invalid value: "1": must be greater than or equal to aggregate container requests of 1048577Ki',
      ],
    ],
    [
      'it asks for what only containers have',
      {
        resources: { requests: { 'ephemeral-storage': '1Gi', gpu: '1' }, limits: { 'example.com/gpu': '1' } },
        containers: [aContainer()],
      },
      [
        'resources.limits[example.com/gpu]: Unsupported value: "example.com/gpu": supported values: "cpu", "hugepages-", "memory"',
        'resources.requests[ephemeral-storage]: Unsupported value: "ephemeral-storage": supported values: "cpu", "hugepages-", "memory"',
        'resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
      ],
    ],
    [
      'it takes claims',
      { resources: { claims: [] }, containers: [aContainer()] },
      ['resources.claims: Forbidden: claims may not be set for Resources at pod-level; let the containers have them'],
    ],
    [
      'it runs on Windows',
      { os: { name: 'windows' }, resources: { requests: { gpu: '1' } }, containers: [aContainer()] },
      ['resources: Forbidden: may not be set for a windows pod; give each container its own'],
    ],
  ])('%s', (_, value, want) => {
    expect(sentencesOn(value)).toEqual(want)
  })
})

it('without the feature gate nobody looks at it', () => {
  const spec = { resources: { requests: { gpu: '-1' } }, containers: [aContainer()] }
  expect(sentencesOn(spec, { podLevelResources: false })).toEqual([])
})
