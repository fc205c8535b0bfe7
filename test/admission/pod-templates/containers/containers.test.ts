import { describe, expect, it } from 'vitest'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { aContainer, sentencesOn } from '../sentences.ts'

describe('a pod is fine when', () => {
  it.each<[string, PodSpec]>([
    ['it has one container', { containers: [aContainer()] }],
    [
      'policies are those that there are',
      { containers: [aContainer({ imagePullPolicy: 'Never', terminationMessagePolicy: 'FallbackToLogsOnError' })] },
    ],
    ['an image has blanks around', { containers: [aContainer({ image: ' busybox ' })] }],
    ['names have 63 characters', { containers: [aContainer({ name: 'n'.repeat(63) })] }],
    ['an init container runs before', { containers: [aContainer()], initContainers: [aContainer({ name: 'init' })] }],
    [
      'an init container stays, and is watched',
      {
        containers: [aContainer()],
        initContainers: [
          aContainer({
            name: 'init',
            restartPolicy: 'Always',
            livenessProbe: { exec: { command: ['true'] } },
            readinessProbe: { tcpSocket: { port: 80 } },
            startupProbe: { grpc: { port: 80 } },
            lifecycle: { preStop: { sleep: { seconds: 1 } } },
          }),
        ],
      },
    ],
    [
      'init containers take one port of the node, one after another',
      {
        containers: [aContainer({ ports: [{ containerPort: 80, hostPort: 80 }] })],
        initContainers: [
          aContainer({ name: 'a', ports: [{ containerPort: 80, hostPort: 80 }] }),
          aContainer({ name: 'b', ports: [{ containerPort: 80, hostPort: 80 }] }),
        ],
      },
    ],
    [
      'resources may be resized',
      {
        containers: [
          aContainer({
            resizePolicy: [
              { resourceName: 'cpu', restartPolicy: 'NotRequired' },
              { resourceName: 'memory', restartPolicy: 'RestartContainer' },
            ],
          }),
        ],
      },
    ],
    [
      'containers have rules for exit codes, which count for nothing here',
      { containers: [aContainer({ restartPolicyRules: [{ action: 'x' }] })] },
    ],
  ])('%s', (_, value) => {
    expect(sentencesOn(value)).toEqual([])
  })
})

describe('a pod is refused when', () => {
  it.each<[string, PodSpec, string[]]>([
    ['it has no containers', {}, ['containers: Required value: add a container, with its name and image']],
    [
      'its list of containers is empty',
      { containers: [] },
      ['containers: Required value: add a container, with its name and image'],
    ],
    [
      'a container says nothing',
      { containers: [{}] },
      [
        'containers[0].name: Required value: name the container, such as main',
        'containers[0].image: Required value: name the image to run, such as busybox:1.36',
      ],
    ],
    [
      'names are no labels',
      { containers: [aContainer({ name: 'Main' }), aContainer({ name: 'a.b' }), aContainer({ name: 'n'.repeat(64) })] },
      [
        `containers[0].name: Invalid value: "Main": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        'containers[1].name: Invalid value: "a.b": must not contain dots',
        'containers[2].name: Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 63 characters',
      ],
    ],
    [
      'two containers have one name',
      { containers: [aContainer(), aContainer()] },
      ['containers[1].name: Duplicate value: "main": another container has this name, rename one of them'],
    ],
    [
      'policies are unknown',
      { containers: [aContainer({ imagePullPolicy: 'Sometimes', terminationMessagePolicy: 'Log' })] },
      [
        'containers[0].terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"',
        'containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
      ],
    ],
    [
      'a container has a restart policy of its own',
      { containers: [aContainer({ restartPolicy: 'Always' })] },
      [
        'containers[0].restartPolicy: Forbidden: may not be set for non-init containers; the restartPolicy of the template is for all of them',
      ],
    ],
    [
      'policies of resizing are incomplete, unknown or told twice',
      {
        containers: [
          aContainer({
            resizePolicy: [
              {},
              { resourceName: 'disk', restartPolicy: 'Never' },
              { resourceName: 'cpu', restartPolicy: 'NotRequired' },
              { resourceName: 'cpu', restartPolicy: 'NotRequired' },
            ],
          }),
        ],
      },
      [
        'containers[0].resizePolicy[0].resourceName: Required value: take cpu or memory',
        'containers[0].resizePolicy[0].restartPolicy: Required value: take NotRequired or RestartContainer',
        'containers[0].resizePolicy[1].resourceName: Unsupported value: "disk": supported values: "cpu", "memory"',
        'containers[0].resizePolicy[1].restartPolicy: Unsupported value: "Never": supported values: "NotRequired", "RestartContainer"',
        'containers[0].resizePolicy[3]: Duplicate value: "cpu": keep one policy for this resource',
      ],
    ],
    [
      'resizing restarts, and the pod never does',
      {
        restartPolicy: 'Never',
        containers: [aContainer({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] })],
      },
      [
        `containers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must be 'NotRequired' when pod \`restartPolicy\` is 'Never'`,
      ],
    ],
    [
      'an init container is named as a container, or as another',
      {
        containers: [aContainer()],
        initContainers: [aContainer(), aContainer({ name: 'a' }), aContainer({ name: 'a' })],
      },
      [
        'initContainers[0].name: Duplicate value: "main": another container has this name, rename one of them',
        'initContainers[2].name: Duplicate value: "a": another container has this name, rename one of them',
      ],
    ],
    [
      'an init container does not stay, and is watched',
      {
        containers: [aContainer()],
        initContainers: [
          aContainer({ name: 'init', livenessProbe: {}, readinessProbe: {}, startupProbe: {}, lifecycle: {} }),
        ],
      },
      [
        'initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always; remove it, or let the container stay',
        'initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always; remove it, or let the container stay',
        'initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always; remove it, or let the container stay',
        'initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always; remove it, or let the container stay',
      ],
    ],
    [
      'an init container restarts in another way',
      { containers: [aContainer()], initContainers: [aContainer({ name: 'init', restartPolicy: 'OnFailure' })] },
      ['initContainers[0].restartPolicy: Unsupported value: "OnFailure": supported values: "Always"'],
    ],
    [
      'an init container has rules for exit codes and no policy',
      {
        containers: [aContainer()],
        initContainers: [aContainer({ name: 'init', restartPolicyRules: [{ action: 'Restart' }] })],
      },
      ['initContainers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used'],
    ],
    [
      'an init container takes a port of the node twice',
      {
        containers: [aContainer()],
        initContainers: [
          aContainer({ name: 'a' }),
          aContainer({
            name: 'init',
            ports: [
              { containerPort: 80, hostPort: 80 },
              { containerPort: 81, hostPort: 80 },
            ],
          }),
        ],
      },
      [
        'initContainers[1].ports[1].hostPort: Duplicate value: "TCP//80": another port of the pod takes this one of the node, change one of them',
      ],
    ],
    [
      'an init container may be resized',
      {
        containers: [aContainer()],
        initContainers: [
          aContainer({ name: 'init', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }),
          aContainer({
            name: 'stays',
            restartPolicy: 'Always',
            resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
          }),
        ],
      },
      [
        'initContainers[0].resizePolicy: Invalid value: [{"resourceName":"cpu","restartPolicy":"RestartContainer"}]: must not be set for init containers; remove it',
        `initContainers[0].resizePolicy[0].restartPolicy: Invalid value: "RestartContainer": must not be set to 'RestartContainer' for non-sidecar initContainers`,
        'initContainers[1].resizePolicy: Invalid value: [{"resourceName":"cpu","restartPolicy":"RestartContainer"}]: must not be set for init containers; remove it',
      ],
    ],
    [
      'the probe of an init container that stays is wrong',
      {
        containers: [aContainer()],
        initContainers: [
          aContainer({ name: 'init', restartPolicy: 'Always', livenessProbe: {}, lifecycle: { postStart: {} } }),
        ],
      },
      [
        'initContainers[0].lifecycle.postStart: Required value: must specify a handler type; take one, such as exec or httpGet',
        'initContainers[0].livenessProbe: Required value: must specify a handler type; take one, such as exec or httpGet',
      ],
    ],
  ])('%s', (_, value, want) => {
    expect(sentencesOn(value)).toEqual(want)
  })
})
