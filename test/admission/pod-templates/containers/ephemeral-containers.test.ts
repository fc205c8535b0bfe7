import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

describe('a template is fine when', () => {
  it.each<[string, PodSpec]>([
    ['its list of ephemeral containers is empty', { containers: [aContainer()], ephemeralContainers: [] }],
  ])('%s', (_, value) => {
    expect(sentencesOn(value)).toEqual([])
  })
})

describe('a template is refused when', () => {
  it.each<[string, PodSpec, string[]]>([
    [
      'it has an ephemeral container',
      {
        containers: [aContainer()],
        ephemeralContainers: [{ name: 'look', image: 'busybox:1.36', targetContainerName: 'main' }],
      },
      [
        'ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template; remove them, or make them containers',
      ],
    ],
    [
      'an ephemeral container has everything else',
      {
        volumes: [{ name: 'data' }],
        containers: [aContainer()],
        ephemeralContainers: [
          {
            name: 'main',
            image: ' i',
            targetContainerName: 'nobody',
            ports: [],
            resources: { limits: {} },
            resizePolicy: [],
            restartPolicy: 'Always',
            restartPolicyRules: [],
            livenessProbe: {},
            readinessProbe: {},
            startupProbe: {},
            lifecycle: {},
            volumeMounts: [
              { name: 'data', mountPath: '/a', subPath: 'a' },
              { name: 'data', mountPath: '/b', subPathExpr: 'b' },
            ],
          },
        ],
      },
      [
        'ephemeralContainers[0].image: Invalid value: " i": must not have leading or trailing whitespace',
        'ephemeralContainers[0].name: Duplicate value: "main": another container has this name, rename one of them',
        'ephemeralContainers[0].targetContainerName: Not found: "nobody": name a container of the template',
        'ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].resources: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].restartPolicy: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].restartPolicyRules: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].livenessProbe: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].readinessProbe: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].startupProbe: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].lifecycle: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers[0].volumeMounts[1].subPathExpr: Forbidden: cannot be set for an Ephemeral Container',
        'ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template; remove them, or make them containers',
      ],
    ],
    [
      'an ephemeral container is named as an init container or another one, and has empty resources',
      {
        containers: [aContainer()],
        initContainers: [aContainer({ name: 'init' })],
        ephemeralContainers: [
          { name: 'init', image: 'i', resources: {} },
          { name: 'look', image: 'i' },
          { name: 'look', image: 'i' },
          { name: 'no-image' },
        ],
      },
      [
        'ephemeralContainers[0].name: Duplicate value: "init": another container has this name, rename one of them',
        'ephemeralContainers[2].name: Duplicate value: "look": another container has this name, rename one of them',
        'ephemeralContainers[3].image: Required value: name the image to run, such as busybox:1.36',
        'ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template; remove them, or make them containers',
      ],
    ],
  ])('%s', (_, value, want) => {
    expect(sentencesOn(value)).toEqual(want)
  })
})
