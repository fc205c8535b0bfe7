import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { sentencesOnContainer } from '../sentences.ts'

describe('a variable is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    ['it has a value, or none', { env: [{ name: 'A', value: '1' }, { name: 'b.c-d_E' }, { name: '.hidden' }] }],
    [
      'it comes from a field',
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIPs' } } },
          { name: 'C', valueFrom: { fieldRef: { fieldPath: 'spec.host' } } },
        ],
      },
    ],
    [
      'it comes from any of the fields for variables',
      {
        env: [
          'metadata.name',
          'metadata.namespace',
          'metadata.uid',
          'spec.nodeName',
          'spec.serviceAccountName',
          'status.hostIP',
          'status.hostIPs',
          'status.podIP',
          'status.podIPs',
        ].map((fieldPath, i) => ({ name: `V${i}`, valueFrom: { fieldRef: { fieldPath } } })),
      },
    ],
    [
      'it comes from a label or an annotation',
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['example.com/app']" } } },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['Example.com/App']" } } },
        ],
      },
    ],
    [
      'it comes from an amount, divided or not',
      {
        env: [
          { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
          { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
          { name: 'C', valueFrom: { resourceFieldRef: { resource: 'requests.memory', divisor: '1024Ki' } } },
          { name: 'D', valueFrom: { resourceFieldRef: { resource: 'requests.hugepages-2Mi', divisor: '0' } } },
        ],
      },
    ],
    [
      'it comes from a ConfigMap or Secret',
      {
        env: [
          { name: 'A', valueFrom: { configMapKeyRef: { name: 'conf', key: 'a.b' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 'conf', key: '_', optional: true } } },
        ],
      },
    ],
    [
      'it comes from a file in a volume that lives as long as the pod',
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'run', path: 'a/env', key: 'any name' } } }] },
      { volumes: [{ name: 'run' }] },
    ],
    [
      'all of an object become variables',
      { envFrom: [{ configMapRef: { name: 'conf' } }, { prefix: 'S_', secretRef: { name: 'secret' } }] },
    ],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('a variable is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    ['it has no name', { env: [{ value: '1' }] }, ['env[0].name: Required value: name the variable, such as MODE']],
    [
      'its name begins with a digit',
      { env: [{ name: '1A' }] },
      [
        `env[0].name: Invalid value: "1A": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      ],
    ],
    [
      'its name could lead out of a folder',
      { env: [{ name: '.' }, { name: '..' }, { name: '..a' }] },
      [
        `env[0].name: Invalid value: ".": must not be '.'`,
        `env[1].name: Invalid value: "..": must not be '..'`,
        `env[2].name: Invalid value: "..a": must not start with '..'`,
      ],
    ],
    [
      'it says from where, and then does not',
      { env: [{ name: 'A', valueFrom: {} }] },
      [
        'env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`',
      ],
    ],
    [
      'it has a value and comes from somewhere',
      { env: [{ name: 'A', value: '1', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] },
      ['env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty; remove one of them'],
    ],
    [
      'it comes from two places',
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 's', key: 'k' } } },
        ],
      },
      [
        'env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time; keep one of fieldRef, secretKeyRef',
      ],
    ],
    [
      'fields are those of no pod, or not for variables',
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: {} } },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: 'spec.color' } } },
          { name: 'C', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } },
          { name: 'D', valueFrom: { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } } },
        ],
      },
      [
        'env[0].valueFrom.fieldRef.fieldPath: Required value: name a field of the pod, such as metadata.name',
        `env[1].valueFrom.fieldRef.fieldPath: Invalid value: "spec.color": error converting fieldPath: field label not supported: spec.color; take a field of v1 pods, such as metadata.name or metadata.labels['key']`,
        'env[2].valueFrom.fieldRef.fieldPath: Unsupported value: "status.phase": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
        `env[3].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2; take a field of v1 pods, such as metadata.name or metadata.labels['key']`,
      ],
    ],
    [
      'fields are for volumes or for queries',
      {
        env: ['metadata.labels', 'metadata.annotations', 'spec.restartPolicy', 'spec.schedulerName'].map(
          (fieldPath, i) => ({ name: `V${i}`, valueFrom: { fieldRef: { fieldPath } } }),
        ),
      },
      [
        'env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
        'env[1].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.annotations": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
        'env[2].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.restartPolicy": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
        'env[3].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.schedulerName": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
      ],
    ],
    [
      'entries are of no map, or have no legal key',
      {
        env: [
          { name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.name['a']" } } },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a b']" } } },
        ],
      },
      [
        `env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name['a']": error converting fieldPath: field label does not support subscript: metadata.name['a']; take a field of v1 pods, such as metadata.name or metadata.labels['key']`,
        `env[1].valueFrom.fieldRef.fieldPath: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
      ],
    ],
    [
      'amounts are unknown',
      {
        env: [
          { name: 'A', valueFrom: { resourceFieldRef: {} } },
          { name: 'B', valueFrom: { resourceFieldRef: { resource: 'cpu' } } },
        ],
      },
      [
        'env[0].valueFrom.resourceFieldRef.resource: Required value: name a resource, such as limits.memory',
        'env[1].valueFrom.resourceFieldRef.resource: Unsupported value: "cpu": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
      ],
    ],
    [
      'amounts are divided by odd numbers',
      {
        env: [
          { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } } },
          { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1024' } } },
          { name: 'C', valueFrom: { resourceFieldRef: { resource: 'limits.ephemeral-storage', divisor: '1m' } } },
          { name: 'D', valueFrom: { resourceFieldRef: { resource: 'limits.hugepages-2Mi', divisor: '+1' } } },
        ],
      },
      [
        `env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "2": only divisor's values 1m and 1 are supported with the cpu resource`,
        `env[1].valueFrom.resourceFieldRef.divisor: Invalid value: "1024": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource`,
        `env[2].valueFrom.resourceFieldRef.divisor: Invalid value: "1m": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the local ephemeral storage resource`,
        `env[3].valueFrom.resourceFieldRef.divisor: Invalid value: "+1": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource`,
      ],
    ],
    [
      'objects and keys have no legal names',
      {
        env: [
          { name: 'A', valueFrom: { configMapKeyRef: { name: 'A', key: '' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: '..a b' } } },
        ],
      },
      [
        `env[0].valueFrom.configMapKeyRef.name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
        'env[0].valueFrom.configMapKeyRef.key: Required value: name the key whose value it takes',
        `env[1].valueFrom.secretKeyRef.key: Invalid value: "..a b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
        `env[1].valueFrom.secretKeyRef.key: Invalid value: "..a b": must not start with '..'`,
      ],
    ],
    [
      'a key is too long',
      { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k'.repeat(254) } } }] },
      [
        'env[0].valueFrom.secretKeyRef.key: Invalid value: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk...: must be no more than 253 characters',
      ],
    ],
    [
      'a file is described by nothing',
      { env: [{ name: 'A', valueFrom: { fileKeyRef: {} } }] },
      [
        'env[0].valueFrom.fileKeyRef.key: Required value: name the variable in the file',
        'env[0].valueFrom.fileKeyRef.volumeName: Required value: name the emptyDir volume in which the file is',
        'env[0].valueFrom.fileKeyRef.path: Required value: give the path of the file in the volume',
        'env[0].valueFrom.fileKeyRef.volumeName: Not found: "": the template has no volume of this name; add it there',
      ],
    ],
    [
      'a file is nowhere',
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'A', path: 'a/../b', key: 'a=b' } } }] },
      [
        `env[0].valueFrom.fileKeyRef.key: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='`,
        `env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        `env[0].valueFrom.fileKeyRef.path: Invalid value: "a/../b": must not contain '..'`,
        'env[0].valueFrom.fileKeyRef.volumeName: Not found: "A": the template has no volume of this name; add it there',
      ],
    ],
    [
      'a file is in a volume that outlives the pod',
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'claim', path: 'a', key: 'a' } } }] },
      ['env[0].valueFrom.fileKeyRef.volumeName: Invalid value: "claim": referenced volume must be of type emptyDir'],
      { volumes: [{ name: 'claim', persistentVolumeClaim: { claimName: 'c' } }] },
    ],
    [
      'sources of many variables are none, two, or without a legal name',
      {
        envFrom: [
          {},
          { configMapRef: { name: 'a' }, secretRef: { name: 'b' } },
          { secretRef: {} },
          { configMapRef: { name: 'A' } },
        ],
      },
      [
        'envFrom[0]: Invalid value: "": must specify one of: `configMapRef` or `secretRef`',
        'envFrom[1]: Invalid value: "": may not have more than one field specified at a time; make two sources of it',
        'envFrom[2].secretRef.name: Required value: name the object that holds the variables',
        `envFrom[3].configMapRef.name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
      ],
    ],
    [
      'a prefix cannot begin a name',
      { envFrom: [{ prefix: '1', configMapRef: { name: 'a' } }] },
      [
        `envFrom[0].prefix: Invalid value: "1": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`,
      ],
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
