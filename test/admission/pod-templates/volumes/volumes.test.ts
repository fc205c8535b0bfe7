import { describe, expect, it } from 'vitest'
import { judgeVolumes } from '../../../../src/admission/pod-templates/volumes/check-volumes.ts'
import type { Volume } from '../../../../src/kubernetes/shapes/volumes.ts'
import { beginnings } from '../beginnings.ts'
import { aContainer, sentencesOn } from '../sentences.ts'
import { sentencesOnVolume } from './volume-sentences.ts'

describe('a volume is fine when', () => {
  it.each<[string, Volume]>([
    ['it is made of nothing', {}],
    ['it is made of what nobody knows', { futureSource: {} } as Volume],
    ['it is an empty directory', { emptyDir: { medium: 'Memory', sizeLimit: '0' } }],
    ['it is a place of the node', { hostPath: { path: '/a..b', type: 'DirectoryOrCreate' } }],
    ['it is a place of the node, whatever it is', { hostPath: { path: 'relative' } }],
    ['it is a claim, whatever its name', { persistentVolumeClaim: { claimName: 'NOT A NAME' } }],
    ['it is a share', { nfs: { server: 's', path: '/' } }],
    ['it is an image', { image: { reference: '', pullPolicy: 'Never' } }],
    ['it is a repository', { gitRepo: { repository: 'r', directory: '.' } }],
    ['it is a whole disk', { gcePersistentDisk: { pdName: 'd' }, name: 'd' }],
    ['it is the last partition', { awsElasticBlockStore: { volumeID: 'v', partition: 255 } }],
    ['it is of Ceph', { cephfs: { monitors: ['m'] } }],
    ['it is a block device of Ceph', { rbd: { monitors: ['m'], image: 'i' } }],
    ['it is of Gluster', { glusterfs: { endpoints: 'e', path: 'p' } }],
    ['it is of OpenStack', { cinder: { volumeID: 'v', secretRef: { name: 's' } } }],
    ['it is of Azure', { azureFile: { secretName: 's', shareName: 's' } }],
    ['it is of vSphere', { vsphereVolume: { volumePath: 'v' } }],
    ['it is of Photon', { photonPersistentDisk: { pdID: 'p' } }],
    ['it is of Portworx', { portworxVolume: { volumeID: 'v' } }],
    ['it is of ScaleIO', { scaleIO: { gateway: 'g', system: 's', volumeName: 'v' } }],
  ])('%s', (_, volume) => {
    expect(sentencesOnVolume(volume)).toEqual([])
  })
})

describe('a volume is refused when', () => {
  it.each<[string, Volume, string[]]>([
    ['it has no name', { name: '' }, ['name: Required value: containers mount the volume by its name']],
    ['its name is none for hosts', { name: 'V_1' }, ['name: Invalid value: "V_1": a lowercase RFC 1123 label']],
    [
      'it is made of several things',
      { secret: { secretName: 's' }, emptyDir: {}, downwardAPI: {} },
      [
        'secret: Forbidden: may not specify more than 1 volume type; make another volume for secret, beside emptyDir',
        'downwardAPI: Forbidden: may not specify more than 1 volume type; make another volume for downwardAPI, beside emptyDir',
      ],
    ],
    [
      'the first of several things is wrong; the others are not looked at',
      { nfs: { server: 's', path: '/' }, hostPath: {}, cephfs: {} },
      [
        'hostPath.path: Required value: the file or directory of the node',
        'nfs: Forbidden: may not specify more than 1 volume type',
        'cephfs: Forbidden: may not specify more than 1 volume type',
      ],
    ],
    [
      'its size is negative',
      { emptyDir: { sizeLimit: '-1Gi' } },
      ['emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity; it may not be negative'],
    ],
    [
      'its place leads elsewhere',
      { hostPath: { path: '/a/../b', type: 'Dir' } },
      [
        `hostPath.path: Invalid value: "/a/../b": must not contain '..'`,
        'hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
      ],
    ],
    [
      'its claim has no name',
      { persistentVolumeClaim: {} },
      ['persistentVolumeClaim.claimName: Required value: the name of a claim'],
    ],
    [
      'its share is nowhere',
      { nfs: { path: 'a' } },
      ['nfs.server: Required value: the host of the share', 'nfs.path: Invalid value: "a": must be an absolute path'],
    ],
    [
      'its image is pulled sometimes',
      { image: { pullPolicy: 'Sometimes' } },
      ['image.pullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"'],
    ],
    [
      'its repository leads elsewhere',
      { gitRepo: { directory: '/..' } },
      [
        'gitRepo.repository: Required value: the URL of the repository',
        'gitRepo.directory: Invalid value: "/..": must be a relative path',
        `gitRepo.directory: Invalid value: "/..": must not contain '..'`,
      ],
    ],
    [
      'its disk has no name',
      { gcePersistentDisk: { partition: 256 } },
      [
        'gcePersistentDisk.pdName: Required value: the name of the disk',
        'gcePersistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive; 0 stands for the whole disk',
      ],
    ],
    [
      'its disk has no ID',
      { awsElasticBlockStore: { partition: -1 } },
      [
        'awsElasticBlockStore.volumeID: Required value: the ID of the disk',
        'awsElasticBlockStore.partition: Invalid value: -1: must be between 1 and 255, inclusive',
      ],
    ],
    [
      'it has no monitors',
      { cephfs: { monitors: [] } },
      ['cephfs.monitors: Required value: the addresses of the Ceph monitors'],
    ],
    ['it has no block device', { rbd: { monitors: ['m'] } }, ['rbd.image: Required value: the name of the image']],
    [
      'it lacks all of Gluster',
      { glusterfs: {} },
      ['glusterfs.endpoints: Required value: the Endpoints', 'glusterfs.path: Required value: the Gluster volume'],
    ],
    [
      'its Secret has no name',
      { cinder: { secretRef: {} } },
      [
        'cinder.volumeID: Required value: the ID',
        'cinder.secretRef.name: Required value: the Secret with the credentials',
      ],
    ],
    [
      'it lacks all of Azure',
      { azureFile: {} },
      [
        'azureFile.secretName: Required value: the Secret',
        'azureFile.shareName: Required value: the name of the share',
      ],
    ],
    ['it lacks its path', { vsphereVolume: {} }, ['vsphereVolume.volumePath: Required value: the path of the vmdk']],
    [
      'it lacks its ID',
      { photonPersistentDisk: {} },
      ['photonPersistentDisk.pdID: Required value: the ID of the disk'],
    ],
    ['it lacks its ID, too', { portworxVolume: {} }, ['portworxVolume.volumeID: Required value: the ID of the volume']],
    [
      'it lacks all of ScaleIO',
      { scaleIO: {} },
      [
        'scaleIO.gateway: Required value: the address of the gateway',
        'scaleIO.system: Required value: the name of the storage system',
        'scaleIO.volumeName: Required value: the name of a volume',
      ],
    ],
  ])('%s', (_, volume, want) => {
    expect(beginnings(sentencesOnVolume(volume), want)).toEqual(want)
  })
})

describe('names of volumes', () => {
  it('belong to one volume', () => {
    expect(sentencesOn({ containers: [aContainer()], volumes: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] })).toEqual(
      ['volumes[2].name: Duplicate value: "a": an earlier volume has this name; rename one of them'],
    )
  })

  it('are not taken by volumes that are wrong, which nobody can mount', () => {
    const { findings, sound } = judgeVolumes([{ name: 'a', nfs: {} }, { name: 'a' }, { name: 'b' }], 'volumes')
    expect(new Set(findings.map(({ path }) => path))).toEqual(new Set(['volumes[0].nfs.server', 'volumes[0].nfs.path']))
    expect([...sound.keys()]).toEqual(['a', 'b'])
  })
})
