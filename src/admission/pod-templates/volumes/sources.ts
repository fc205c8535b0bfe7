import { parseQuantity } from '../../../kubernetes/quantity.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, filled, none, oneOf, present } from '../../checks.ts'
import { forbidden, invalid, required } from '../../finding.ts'
import { checkNoBacksteps, checkRelative } from '../file-paths.ts'
import { checkAzureDisk } from './azure-disk.ts'
import { checkCsi } from './csi.ts'
import { checkEphemeral } from './ephemeral.ts'
import { checkConfigMap, checkDownwardApi, checkSecret } from './files.ts'
import { checkIscsi } from './iscsi.ts'
import { checkProjected } from './projected.ts'
import { checkSecretRef } from './secret-ref.ts'
import { checkFibreChannel, checkFlexVolume, checkFlocker, checkQuobyte, checkStorageOs } from './storage.ts'

type Name = Exclude<keyof Volume, 'name'>
type Of<Kind extends Name> = NonNullable<Volume[Kind]>

/** One kind of volume, and what is wrong with a volume of that kind. */
export type Source = Readonly<{ name: Name; check: Check<Volume> }>

const source = <Kind extends Name>(name: Kind, ...checks: readonly Check<Of<Kind>>[]): Source => {
  const check = all(...checks)
  return { name, check: (volume, path) => present(volume[name] as Of<Kind> | undefined, `${path}.${name}`, check) }
}

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]
const checkHostPathType = oneOf(hostPathTypes)
const checkPullPolicy = oneOf(['Always', 'IfNotPresent', 'Never'])

const checkEmptyDir: Check<Of<'emptyDir'>> = ({ sizeLimit = 0 }, path) =>
  (parseQuantity(sizeLimit) ?? 0n) < 0n
    ? [forbidden(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity; it may not be negative')]
    : none

const checkHostPath: Check<Of<'hostPath'>> = (hostPath, path) => {
  if (!hostPath.path) return [required(`${path}.path`, 'the file or directory of the node')]
  const found = checkNoBacksteps(hostPath.path, `${path}.path`)
  return [...found, ...checkHostPathType(hostPath.type ?? '', `${path}.type`)]
}

const directory: Check<Of<'gitRepo'>> = (repository, path) =>
  checkRelative(repository.directory ?? '', `${path}.directory`)

const absolutePath: Check<Of<'nfs'>> = (nfs, path) =>
  nfs.path?.startsWith('/') ? none : [invalid(`${path}.path`, nfs.path ?? '', 'must be an absolute path')]

const partition: Check<Readonly<{ partition?: number }>> = ({ partition: number = 0 }, path) =>
  number >= 0 && number <= 255
    ? none
    : [invalid(`${path}.partition`, number, 'must be between 1 and 255, inclusive; 0 stands for the whole disk')]

const monitors: Check<Readonly<{ monitors?: readonly string[] }>> = (ceph, path) =>
  ceph.monitors !== undefined && ceph.monitors.length > 0
    ? none
    : [required(`${path}.monitors`, 'the addresses of the Ceph monitors')]

const checkImage: Check<Of<'image'>> = ({ pullPolicy = '' }, path) =>
  pullPolicy === '' ? none : checkPullPolicy(pullPolicy, `${path}.pullPolicy`)

/** Every kind of volume, in the order of Kubernetes. Mirrors validateVolumeSource. */
export const sources: readonly Source[] = [
  source('emptyDir', checkEmptyDir),
  source('hostPath', checkHostPath),
  source('gitRepo', filled('repository', 'the URL of the repository'), directory),
  source('gcePersistentDisk', filled('pdName', 'the name of the disk'), partition),
  source('awsElasticBlockStore', filled('volumeID', 'the ID of the disk'), partition),
  source('secret', checkSecret),
  source('nfs', filled('server', 'the host of the share'), filled('path', 'the exported directory'), absolutePath),
  source('iscsi', checkIscsi),
  source('glusterfs', filled('endpoints', 'the Endpoints of the cluster'), filled('path', 'the Gluster volume')),
  source('flocker', checkFlocker),
  source('persistentVolumeClaim', filled('claimName', 'the name of a claim in the namespace of the pod')),
  source('rbd', monitors, filled('image', 'the name of the image')),
  source('cinder', filled('volumeID', 'the ID of the volume'), checkSecretRef),
  source('cephfs', monitors),
  source('quobyte', checkQuobyte),
  source('downwardAPI', checkDownwardApi),
  source('fc', checkFibreChannel),
  source('flexVolume', checkFlexVolume),
  source('configMap', checkConfigMap),
  source(
    'azureFile',
    filled('secretName', 'the Secret with the storage account'),
    filled('shareName', 'the name of the share'),
  ),
  source('vsphereVolume', filled('volumePath', 'the path of the vmdk')),
  source('photonPersistentDisk', filled('pdID', 'the ID of the disk')),
  source('portworxVolume', filled('volumeID', 'the ID of the volume')),
  source('azureDisk', checkAzureDisk),
  source('storageos', checkStorageOs),
  source('projected', checkProjected),
  source(
    'scaleIO',
    filled('gateway', 'the address of the gateway'),
    filled('system', 'the name of the storage system'),
    filled('volumeName', 'the name of a volume of the system'),
  ),
  source('csi', checkCsi),
  source('ephemeral', checkEphemeral),
  source('image', checkImage),
]
