import { describe, expect, it } from 'vitest'
import type { Volume } from '../../../../src/kubernetes/shapes/volumes.ts'
import { beginnings } from '../beginnings.ts'
import { sentencesOnVolume } from './volume-sentences.ts'

const iqn = 'iqn.2001-04.com.example:storage.disk1'
const iscsi = { targetPortal: '10.0.0.1', iqn }

describe('storage is fine when', () => {
  it.each<[string, Volume]>([
    ...[iqn, 'iqn.2001-04.a-b.c:x', 'eui.0123456789ABCDEF', `naa.${'0a'.repeat(16)}`].map((name): [string, Volume] => [
      `iSCSI finds ${name}`,
      { iscsi: { ...iscsi, iqn: name, initiatorName: name } },
    ]),
    ['iSCSI asks who is there', { iscsi: { ...iscsi, chapAuthSession: true, secretRef: {} } }],
    ...['a:1', 'a:1,b:2', ':', '[::1]:7861'].map((registry): [string, Volume] => [
      `Quobyte is at ${registry}`,
      { quobyte: { registry, volume: 'v', tenant: 'n'.repeat(64) } },
    ]),
    ['a dataset has a name', { flocker: { datasetName: 'd' } }],
    ['a dataset has an ID', { flocker: { datasetUUID: 'd' } }],
    ['Fibre Channel knows names', { fc: { targetWWNs: ['w'], lun: 255 } }],
    ['Fibre Channel knows identifiers', { fc: { wwids: ['w'], lun: 256 } }],
    [
      'options are of a vendor',
      { flexVolume: { driver: 'd', options: { 'example.com/a': '', 'x/kubernetes.io': '' } } },
    ],
    ['StorageOS has names', { storageos: { volumeName: 'v', volumeNamespace: 'n' } }],
    ['a blob is at its URI', { azureDisk: { diskName: 'd', diskURI: 'https://x' } }],
    ['a managed disk is at its URI', { azureDisk: { diskName: 'd', diskURI: '/subscriptions/x', kind: 'Managed' } }],
    [
      'a CSI driver is named, in upper case, too',
      { csi: { driver: 'Example.com', nodePublishSecretRef: { name: 's' } } },
    ],
  ])('%s', (_, volume) => {
    expect(sentencesOnVolume(volume)).toEqual([])
  })
})

describe('storage is refused when', () => {
  it.each<[string, Volume, string[]]>([
    [
      'iSCSI lacks all',
      { iscsi: { lun: 256, chapAuthDiscovery: true } },
      [
        'iscsi.targetPortal: Required value: the address of the target',
        'iscsi.iqn: Required value: the name of the target, such as iqn.2001-04.com.example:storage.disk1',
        'iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive',
        'iscsi.secretRef: Required value: CHAP needs a Secret with the credentials',
      ],
    ],
    [
      'iSCSI names are of no known form',
      { iscsi: { ...iscsi, iqn: 'x', initiatorName: '' } },
      [
        'iscsi.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa',
        'iscsi.initiatorName: Invalid value: "": must be valid format starting with iqn, eui, or naa',
      ],
    ],
    ...['iqn', 'iqn.2001-04.com', 'iqn.2001-04.com:a,b', `${iqn}${'n'.repeat(1024)}`, 'eui.0', 'naa.0'].map(
      (name): [string, Volume, string[]] => [
        `an iSCSI name is only ${name.slice(0, 60)}`,
        { iscsi: { ...iscsi, iqn: name } },
        [`iscsi.iqn: Invalid value: "${name.slice(0, 119)}`],
      ],
    ),
    [
      'an iSCSI initiator has no room for its name',
      { iscsi: { ...iscsi, targetPortal: 'n'.repeat(60), initiatorName: iqn } },
      ['name: Invalid value: "data": Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters'],
    ],
    ...['a', 'a:1,', '::1:1', '[a:1', '[a]b:1', 'a:1]'].map((registry): [string, Volume, string[]] => [
      `Quobyte is at ${registry}`,
      { quobyte: { registry, volume: 'v' } },
      [
        `quobyte.registry: Invalid value: "${registry}": must be a host:port pair or multiple pairs separated by commas`,
      ],
    ]),
    [
      'Quobyte lacks all',
      { quobyte: {} },
      [
        'quobyte.registry: Required value: must be a host:port pair or multiple pairs separated by commas',
        'quobyte.volume: Required value: the name of the volume',
      ],
    ],
    [
      'Quobyte has a long tenant',
      { quobyte: { registry: 'x', volume: 'v', tenant: '\u00e9'.repeat(33) } },
      ['quobyte.tenant: Required value: must be a UUID and may not exceed a length of 64 characters'],
    ],
    ['a dataset is none', { flocker: {} }, ['flocker: Required value: one of datasetName and datasetUUID is required']],
    [
      'a dataset is two',
      { flocker: { datasetName: 'a/b', datasetUUID: 'u' } },
      [
        'flocker: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously',
        `flocker.datasetName: Invalid value: "a/b": must not contain '/'`,
      ],
    ],
    ['Fibre Channel lacks all', { fc: {} }, ['fc.targetWWNs: Required value: must specify either targetWWNs or wwids']],
    [
      'Fibre Channel has all',
      { fc: { targetWWNs: ['a'], wwids: ['b'] } },
      [
        'fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously',
        'fc.lun: Required value: lun is required if targetWWNs is specified',
      ],
    ],
    [
      'a unit is beyond all',
      { fc: { targetWWNs: ['a'], lun: -1 } },
      ['fc.lun: Invalid value: -1: must be between 0 and 255'],
    ],
    [
      'options are of Kubernetes',
      { flexVolume: { options: { 'kubernetes.io': '', 'a.K8S.io/x': '' } } },
      [
        'flexVolume.driver: Required value: the name of the driver',
        'flexVolume.options[kubernetes.io]: Invalid value: "kubernetes.io": kubernetes.io and k8s.io namespaces are reserved',
        'flexVolume.options[a.K8S.io/x]: Invalid value: "a.K8S.io/x": kubernetes.io and k8s.io namespaces are reserved',
      ],
    ],
    [
      'StorageOS lacks names',
      { storageos: { volumeNamespace: 'N', secretRef: { name: '' } } },
      [
        'storageos.volumeName: Required value: the name of the volume',
        'storageos.volumeNamespace: Invalid value: "N": a lowercase RFC 1123 label',
        'storageos.secretRef.name: Required value: the Secret with the credentials',
      ],
    ],
    [
      'StorageOS has other names',
      { storageos: { volumeName: 'a.b' } },
      ['storageos.volumeName: Invalid value: "a.b": must not contain dots'],
    ],
    [
      'an Azure disk is of no kind',
      { azureDisk: { cachingMode: 'x', kind: 'y' } },
      [
        'azureDisk.diskName: Required value: the name of the disk',
        'azureDisk.diskURI: Required value: the URI of the disk',
        'azureDisk.cachingMode: Unsupported value: "x": supported values: "None", "ReadOnly", "ReadWrite"',
        'azureDisk.kind: Unsupported value: "y": supported values: "Dedicated", "Managed", "Shared"',
        'azureDisk.diskURI: Unsupported value: "": supported values: "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd", as the kind is y',
      ],
    ],
    [
      'an Azure disk is of another kind',
      { azureDisk: { diskName: 'd', diskURI: 'https://x', kind: 'Managed' } },
      [
        'azureDisk.diskURI: Unsupported value: "https://x": supported values: "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}", as the kind is Managed',
      ],
    ],
    [
      'a CSI driver has no name',
      { csi: { nodePublishSecretRef: {} } },
      [
        'csi.driver: Required value: the name of the CSI driver',
        'csi.nodePublishSecretRef.name: Required value: the Secret that the driver gets',
      ],
    ],
    [
      'a CSI driver has a long and wrong name',
      { csi: { driver: `${'n'.repeat(63)}_`, nodePublishSecretRef: { name: 'S' } } },
      [
        'csi.driver: Too long: may not be more than 63 bytes; no CSI driver has such a long name',
        `csi.driver: Invalid value: "${'n'.repeat(63)}_": a lowercase RFC 1123 subdomain`,
        'csi.nodePublishSecretRef.name: Invalid value: "S": a lowercase RFC 1123 subdomain',
      ],
    ],
  ])('%s', (_, volume, want) => {
    expect(beginnings(sentencesOnVolume(volume), want)).toEqual(want)
  })
})
