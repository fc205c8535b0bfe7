import { describe, expect, it } from 'vitest'
import type { Container } from '../../../../src/kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../../src/kubernetes/shapes/pod.ts'
import { sentencesOnContainer } from '../sentences.ts'

const volumes: PodSpec = {
  volumes: [
    { name: 'data', emptyDir: {} },
    { name: 'claim', persistentVolumeClaim: { claimName: 'c' } },
    {
      name: 'new',
      ephemeral: {
        volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      },
    },
  ],
}

describe('a mount or device is fine when', () => {
  it.each<[string, Container, PodSpec?]>([
    [
      'it is a volume of the template',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'data', mountPath: '/again', subPath: 'a/b' },
          { name: 'claim', mountPath: '/c', subPathExpr: '$(A)' },
        ],
      },
      volumes,
    ],
    [
      'it propagates',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a', mountPropagation: 'HostToContainer' },
          { name: 'data', mountPath: '/b', mountPropagation: 'None' },
        ],
      },
      volumes,
    ],
    [
      'it propagates both ways in a privileged container',
      {
        securityContext: { privileged: true },
        volumeMounts: [{ name: 'data', mountPath: '/a', mountPropagation: 'Bidirectional' }],
      },
      volumes,
    ],
    [
      'it is read-only all the way down',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a', readOnly: true, recursiveReadOnly: 'Enabled' },
          { name: 'data', mountPath: '/b', recursiveReadOnly: 'Disabled' },
          { name: 'data', mountPath: '/c', readOnly: true, recursiveReadOnly: 'IfPossible', mountPropagation: 'None' },
        ],
      },
      volumes,
    ],
    [
      'it is a claim as a device',
      {
        volumeDevices: [
          { name: 'claim', devicePath: '/dev/a' },
          { name: 'new', devicePath: '/dev/b' },
        ],
      },
      volumes,
    ],
  ])('%s', (_, value, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual([])
  })
})

describe('a mount or device is refused when', () => {
  it.each<[string, Container, string[], PodSpec?]>([
    [
      'it names no volume, at no path',
      { volumeMounts: [{}] },
      [
        'volumeMounts[0].name: Required value: name the volume to mount',
        'volumeMounts[0].name: Not found: "": the sound volumes of the template are: data, claim, new; what plugins and spec.volumes of the job bring is mounted by itself',
        'volumeMounts[0].mountPath: Required value: say where the container finds the volume, such as /data',
      ],
      volumes,
    ],
    [
      'it names a volume that is not there',
      { volumeMounts: [{ name: 'date', mountPath: '/a' }] },
      [
        'volumeMounts[0].name: Not found: "date": the sound volumes of the template are: data, claim, new; what plugins and spec.volumes of the job bring is mounted by itself',
      ],
      volumes,
    ],
    [
      'it names a volume that is wrong itself',
      { volumeMounts: [{ name: 'Data', mountPath: '/a' }] },
      [
        `volumes[0].name: Invalid value: "Data": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
        'volumeMounts[0].name: Not found: "Data": the sound volumes of the template are: none; what plugins and spec.volumes of the job bring is mounted by itself',
      ],
      { volumes: [{ name: 'Data', emptyDir: {} }] },
    ],
    [
      'two are at one path',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a' },
          { name: 'claim', mountPath: '/a' },
        ],
      },
      ['volumeMounts[1].mountPath: Invalid value: "/a": must be unique; another mount has this path'],
      volumes,
    ],
    [
      'paths in the volume lead out of it',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a', subPath: '/abs/../x' },
          { name: 'data', mountPath: '/b', subPathExpr: '..' },
        ],
      },
      [
        'volumeMounts[0].subPath: Invalid value: "/abs/../x": must be a relative path',
        `volumeMounts[0].subPath: Invalid value: "/abs/../x": must not contain '..'`,
        `volumeMounts[1].subPathExpr: Invalid value: "..": must not contain '..'`,
      ],
      volumes,
    ],
    [
      'paths in the volume are told twice',
      { volumeMounts: [{ name: 'data', mountPath: '/a', subPath: 'a', subPathExpr: 'b' }] },
      [
        'volumeMounts[0].subPathExpr: Invalid value: "b": subPathExpr and subPath are mutually exclusive; keep one of them',
      ],
      volumes,
    ],
    [
      'it propagates both ways, or in an unknown way',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a', mountPropagation: 'Bidirectional' },
          { name: 'data', mountPath: '/b', mountPropagation: 'Both' },
        ],
      },
      [
        'volumeMounts[0].mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers; set securityContext.privileged or take HostToContainer',
        'volumeMounts[1].mountPropagation: Unsupported value: "Both": supported values: "Bidirectional", "HostToContainer", "None"',
      ],
      volumes,
    ],
    [
      'it is read-only below and not above, or propagates, or in an unknown way',
      {
        volumeMounts: [
          { name: 'data', mountPath: '/a', recursiveReadOnly: 'Enabled' },
          {
            name: 'data',
            mountPath: '/b',
            readOnly: true,
            recursiveReadOnly: 'IfPossible',
            mountPropagation: 'HostToContainer',
          },
          { name: 'data', mountPath: '/c', recursiveReadOnly: 'Yes' },
        ],
      },
      [
        'volumeMounts[0].recursiveReadOnly: Forbidden: may only be specified when readOnly is true',
        'volumeMounts[1].recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified',
        'volumeMounts[2].recursiveReadOnly: Unsupported value: "Yes": supported values: "Disabled", "Enabled", "IfPossible"',
      ],
      volumes,
    ],
    [
      'a device is no claim, or not there',
      {
        volumeDevices: [
          { name: 'data', devicePath: '/dev/a' },
          { name: 'date', devicePath: '/dev/b' },
        ],
      },
      [
        'volumeDevices[0].name: Invalid value: "data": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
        'volumeDevices[1].name: Not found: "date": the template has no sound volume of this name; add it there',
      ],
      volumes,
    ],
    [
      'a device has no name and no path',
      { volumeDevices: [{}] },
      [
        'volumeDevices[0].name: Required value: name the volume that is the device',
        'volumeDevices[0].name: Not found: "": the template has no sound volume of this name; add it there',
        'volumeDevices[0].devicePath: Required value: say where the container finds the device, such as /dev/xvda',
      ],
      volumes,
    ],
    [
      'a device is there twice',
      {
        volumeDevices: [
          { name: 'claim', devicePath: '/dev/a' },
          { name: 'claim', devicePath: '/dev/a' },
        ],
      },
      [
        'volumeDevices[1].name: Invalid value: "claim": must be unique; another device is this volume',
        'volumeDevices[1].devicePath: Invalid value: "/dev/a": must be unique; another device has this path',
      ],
      volumes,
    ],
    [
      'the path of a device leads back',
      { volumeDevices: [{ name: 'claim', devicePath: '/dev/../a' }] },
      [`volumeDevices[0].devicePath: Invalid value: "/dev/../a": can not contain backsteps ('..')`],
      volumes,
    ],
    [
      'a volume is mounted and a device',
      { volumeMounts: [{ name: 'claim', mountPath: '/a' }], volumeDevices: [{ name: 'claim', devicePath: '/a' }] },
      [
        'volumeMounts[0].name: Invalid value: "claim": must not already exist in volumeDevices',
        'volumeMounts[0].mountPath: Invalid value: "/a": must not already exist as a path in volumeDevices',
        'volumeDevices[0].name: Invalid value: "claim": must not already exist in volumeMounts',
        'volumeDevices[0].devicePath: Invalid value: "/a": must not already exist as a path in volumeMounts',
      ],
      volumes,
    ],
  ])('%s', (_, value, want, spec) => {
    expect(sentencesOnContainer(value, spec)).toEqual(want)
  })
})
