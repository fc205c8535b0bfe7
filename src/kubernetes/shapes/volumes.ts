/** core/v1 Volume of k8s.io/api v0.36.1. */
import {
  bool,
  type Decoded,
  fields,
  int32,
  list,
  pointer,
  pointers,
  quantity,
  string,
  stringType,
  struct,
} from '../shape.ts'
import { localObjectReference, metadataShape, stringMap } from './metadata.ts'
import { persistentVolumeClaimSpecShape } from './persistent-volume-claim.ts'
import {
  configMapVolumeSource,
  downwardAPIVolumeSource,
  projectedVolumeSource,
  secretVolumeSource,
} from './projected-volume.ts'

const volumeSource = struct(
  'v1.VolumeSource',
  pointers({
    hostPath: struct('v1.HostPathVolumeSource', { path: string, type: pointer(stringType('v1.HostPathType')) }),
    emptyDir: struct('v1.EmptyDirVolumeSource', {
      medium: stringType('v1.StorageMedium'),
      sizeLimit: pointer(quantity),
    }),
    gcePersistentDisk: struct('v1.GCEPersistentDiskVolumeSource', {
      pdName: string,
      fsType: string,
      partition: int32,
      readOnly: bool,
    }),
    awsElasticBlockStore: struct('v1.AWSElasticBlockStoreVolumeSource', {
      volumeID: string,
      fsType: string,
      partition: int32,
      readOnly: bool,
    }),
    gitRepo: struct('v1.GitRepoVolumeSource', fields(string, 'repository', 'revision', 'directory')),
    secret: secretVolumeSource,
    nfs: struct('v1.NFSVolumeSource', { server: string, path: string, readOnly: bool }),
    iscsi: struct('v1.ISCSIVolumeSource', {
      ...fields(string, 'targetPortal', 'iqn', 'iscsiInterface', 'fsType'),
      lun: int32,
      ...fields(bool, 'readOnly', 'chapAuthDiscovery', 'chapAuthSession'),
      portals: list(string),
      secretRef: pointer(localObjectReference),
      initiatorName: pointer(string),
    }),
    glusterfs: struct('v1.GlusterfsVolumeSource', { endpoints: string, path: string, readOnly: bool }),
    persistentVolumeClaim: struct('v1.PersistentVolumeClaimVolumeSource', { claimName: string, readOnly: bool }),
    rbd: struct('v1.RBDVolumeSource', {
      monitors: list(string),
      ...fields(string, 'image', 'fsType', 'pool', 'user', 'keyring'),
      secretRef: pointer(localObjectReference),
      readOnly: bool,
    }),
    flexVolume: struct('v1.FlexVolumeSource', {
      driver: string,
      fsType: string,
      secretRef: pointer(localObjectReference),
      readOnly: bool,
      options: stringMap,
    }),
    cinder: struct('v1.CinderVolumeSource', {
      volumeID: string,
      fsType: string,
      readOnly: bool,
      secretRef: pointer(localObjectReference),
    }),
    cephfs: struct('v1.CephFSVolumeSource', {
      monitors: list(string),
      ...fields(string, 'path', 'user', 'secretFile'),
      secretRef: pointer(localObjectReference),
      readOnly: bool,
    }),
    flocker: struct('v1.FlockerVolumeSource', { datasetName: string, datasetUUID: string }),
    downwardAPI: downwardAPIVolumeSource,
    fc: struct('v1.FCVolumeSource', {
      ...fields(list(string), 'targetWWNs', 'wwids'),
      lun: pointer(int32),
      fsType: string,
      readOnly: bool,
    }),
    azureFile: struct('v1.AzureFileVolumeSource', { secretName: string, shareName: string, readOnly: bool }),
    configMap: configMapVolumeSource,
    vsphereVolume: struct(
      'v1.VsphereVirtualDiskVolumeSource',
      fields(string, 'volumePath', 'fsType', 'storagePolicyName', 'storagePolicyID'),
    ),
    quobyte: struct('v1.QuobyteVolumeSource', {
      ...fields(string, 'registry', 'volume', 'user', 'group', 'tenant'),
      readOnly: bool,
    }),
    azureDisk: struct('v1.AzureDiskVolumeSource', {
      diskName: string,
      diskURI: string,
      cachingMode: pointer(stringType('v1.AzureDataDiskCachingMode')),
      fsType: pointer(string),
      readOnly: pointer(bool),
      kind: pointer(stringType('v1.AzureDataDiskKind')),
    }),
    photonPersistentDisk: struct('v1.PhotonPersistentDiskVolumeSource', { pdID: string, fsType: string }),
    projected: projectedVolumeSource,
    portworxVolume: struct('v1.PortworxVolumeSource', { volumeID: string, fsType: string, readOnly: bool }),
    scaleIO: struct('v1.ScaleIOVolumeSource', {
      ...fields(string, 'gateway', 'system', 'protectionDomain', 'storagePool', 'storageMode', 'volumeName'),
      fsType: string,
      secretRef: pointer(localObjectReference),
      sslEnabled: bool,
      readOnly: bool,
    }),
    storageos: struct('v1.StorageOSVolumeSource', {
      ...fields(string, 'volumeName', 'volumeNamespace', 'fsType'),
      readOnly: bool,
      secretRef: pointer(localObjectReference),
    }),
    csi: struct('v1.CSIVolumeSource', {
      driver: string,
      readOnly: pointer(bool),
      fsType: pointer(string),
      volumeAttributes: stringMap,
      nodePublishSecretRef: pointer(localObjectReference),
    }),
    ephemeral: struct('v1.EphemeralVolumeSource', {
      volumeClaimTemplate: pointer(
        struct('v1.PersistentVolumeClaimTemplate', { metadata: metadataShape, spec: persistentVolumeClaimSpecShape }),
      ),
    }),
    image: struct('v1.ImageVolumeSource', { reference: string, pullPolicy: stringType('v1.PullPolicy') }),
  }),
)

export const volumeShape = struct('v1.Volume', { name: string }, volumeSource)

export type Volume = Decoded<typeof volumeShape>
