import { describe, expect, it } from 'vitest'
import type { PersistentVolumeClaimSpec } from '../../../../src/kubernetes/shapes/persistent-volume-claim.ts'
import { beginnings } from '../beginnings.ts'
import { sentencesOnVolume } from './volume-sentences.ts'

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
const object = { kind: 'PersistentVolumeClaim', name: 'c' }
const place = 'ephemeral.volumeClaimTemplate.'

const sentencesOnClaim = (spec: PersistentVolumeClaimSpec, metadata = {}): readonly string[] =>
  sentencesOnVolume({ ephemeral: { volumeClaimTemplate: { metadata, spec } } }).map((one) => one.replace(place, ''))

describe('a claim of the pod is fine when', () => {
  it.each<[string, PersistentVolumeClaimSpec, object?]>([
    ['it has a mode and a size', claim],
    ['it has every mode but one', { ...claim, accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'] }],
    ['it is of one pod', { ...claim, accessModes: ['ReadWriteOncePod', 'ReadWriteOncePod'] }],
    ['it is of no class', { ...claim, storageClassName: '', volumeAttributesClassName: '' }],
    ['it is a block device', { ...claim, volumeMode: 'Block', selector: { matchLabels: { a: 'b' } } }],
    ['it is a copy', { ...claim, dataSource: object, dataSourceRef: object }],
    ['it is a copy from elsewhere', { ...claim, dataSourceRef: { ...object, apiGroup: 'x.io', namespace: 'n' } }],
    ['it has labels and annotations', claim, { labels: { a: 'b' }, annotations: { 'X.io/a': 'b' }, name: '' }],
  ])('%s', (_, spec, metadata) => {
    expect(sentencesOnClaim(spec, metadata)).toEqual([])
  })
})

describe('a claim of the pod is refused when', () => {
  it.each<[string, PersistentVolumeClaimSpec, string[]]>([
    [
      'it lacks all',
      {},
      [
        'spec.accessModes: Required value: at least 1 access mode is required; such as ReadWriteOnce',
        'spec.resources.requests[storage]: Required value: say how much the claim needs, such as 1Gi',
      ],
    ],
    [
      'it has an unknown mode, and one that goes with no other',
      { ...claim, accessModes: ['ReadWriteOncePod', 'x', 'ReadWriteOnce'] },
      [
        'spec.accessModes[1]: Unsupported value: "x": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
        'spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
      ],
    ],
    ...(
      [
        ['0', '0'],
        ['-1Gi', '-1Gi'],
        ['-0.0001', '-1m'],
      ] as const
    ).map(([storage, told]): [string, PersistentVolumeClaimSpec, string[]] => [
      `its size is ${storage}`,
      { ...claim, resources: { requests: { storage } } },
      [`spec.resources.requests[storage]: Invalid value: "${told}": must be greater than zero`],
    ]),
    [
      'it is of no class that there can be',
      {
        ...claim,
        storageClassName: 'S',
        volumeAttributesClassName: 'V',
        volumeMode: 'x',
        selector: { matchLabels: { '': '' } },
      },
      [
        'spec.selector.matchLabels[]: Invalid value: "": name part must be non-empty',
        'spec.selector.matchLabels[]: Invalid value: "": name part must consist of',
        'spec.storageClassName: Invalid value: "S": a lowercase RFC 1123 subdomain',
        'spec.volumeMode: Unsupported value: "x": supported values: "Block", "Filesystem"',
        'spec.volumeAttributesClassName: Invalid value: "V": a lowercase RFC 1123 subdomain',
      ],
    ],
    [
      'it is a copy of nothing',
      { ...claim, dataSource: {} },
      [
        'spec.dataSource.name: Required value: the name of the object',
        'spec.dataSource.kind: Required value: the kind of the object',
        `spec.dataSource: Invalid value: "": must be 'PersistentVolumeClaim' when referencing the default apiGroup`,
      ],
    ],
    [
      'it is a copy of something unknown',
      { ...claim, dataSourceRef: { name: 'n', kind: 'k', apiGroup: 'G', namespace: 'a.b' } },
      [
        'spec.dataSourceRef.apiGroup: Invalid value: "G": a lowercase RFC 1123 subdomain',
        'spec.dataSourceRef.namespace: Invalid value: "a.b": must not contain dots',
      ],
    ],
    [
      'it is a copy of one thing of no kind, told twice',
      {
        ...claim,
        dataSource: { name: 'c', apiGroup: 'x.io' },
        dataSourceRef: { name: 'c', apiGroup: 'x.io', kind: '' },
      },
      [
        'spec.dataSource.kind: Required value: the kind of the object',
        'spec.dataSourceRef.kind: Required value: the kind of the object',
      ],
    ],
    [
      'it is a copy of two',
      { ...claim, dataSource: object, dataSourceRef: { ...object, apiGroup: '' } },
      ['spec.dataSource: Invalid value: "c": must match dataSourceRef'],
    ],
    [
      'it is a copy from elsewhere, told twice',
      { ...claim, dataSource: object, dataSourceRef: { ...object, namespace: 'n' } },
      ['spec.dataSource: Invalid value: "c": may not be specified when dataSourceRef.namespace is specified'],
    ],
  ])('%s', (_, spec, want) => {
    expect(beginnings(sentencesOnClaim(spec), want)).toEqual(want)
  })

  it.each<[string, unknown]>([
    ['name', 'n'],
    ['generateName', 'n'],
    ['namespace', 'n'],
    ['selfLink', 's'],
    ['uid', 'u'],
    ['resourceVersion', '1'],
    ['generation', 1],
    ['creationTimestamp', '2026-01-01T00:00:00Z'],
    ['deletionTimestamp', '2026-01-01T00:00:00Z'],
    ['deletionGracePeriodSeconds', 0],
    ['ownerReferences', []],
    ['finalizers', []],
    ['managedFields', []],
  ])('it has %s of its own', (field, value) => {
    expect(sentencesOnClaim(claim, { [field]: value })).toEqual([
      `metadata.${field}: Forbidden: cannot be set; a claim template has labels and annotations only`,
    ])
  })

  it('it is not described', () => {
    expect(sentencesOnVolume({ ephemeral: {} })).toEqual([
      'ephemeral.volumeClaimTemplate: Required value: describe the claim that each pod gets',
    ])
  })
})
