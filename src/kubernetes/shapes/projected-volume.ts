/** core/v1 volumes made of Secrets, ConfigMaps, fields of the pod and tokens: k8s.io/api v0.36.1. */
import { bool, fields, int32, int64, list, pointer, pointers, quantity, string, struct } from '../shape.ts'
import { labelSelectorShape, localObjectReference, stringMap } from './metadata.ts'

const keyToPath = struct('v1.KeyToPath', { key: string, path: string, mode: pointer(int32) })

export const objectFieldSelector = struct('v1.ObjectFieldSelector', { apiVersion: string, fieldPath: string })

export const resourceFieldSelector = struct('v1.ResourceFieldSelector', {
  containerName: string,
  resource: string,
  divisor: quantity,
})

const downwardAPIVolumeFile = struct('v1.DownwardAPIVolumeFile', {
  path: string,
  fieldRef: pointer(objectFieldSelector),
  resourceFieldRef: pointer(resourceFieldSelector),
  mode: pointer(int32),
})

export const secretVolumeSource = struct('v1.SecretVolumeSource', {
  secretName: string,
  items: list(keyToPath),
  defaultMode: pointer(int32),
  optional: pointer(bool),
})

export const configMapVolumeSource = struct(
  'v1.ConfigMapVolumeSource',
  { items: list(keyToPath), defaultMode: pointer(int32), optional: pointer(bool) },
  localObjectReference,
)

export const downwardAPIVolumeSource = struct('v1.DownwardAPIVolumeSource', {
  items: list(downwardAPIVolumeFile),
  defaultMode: pointer(int32),
})

const volumeProjection = struct(
  'v1.VolumeProjection',
  pointers({
    secret: struct('v1.SecretProjection', { items: list(keyToPath), optional: pointer(bool) }, localObjectReference),
    downwardAPI: struct('v1.DownwardAPIProjection', { items: list(downwardAPIVolumeFile) }),
    configMap: struct(
      'v1.ConfigMapProjection',
      { items: list(keyToPath), optional: pointer(bool) },
      localObjectReference,
    ),
    serviceAccountToken: struct('v1.ServiceAccountTokenProjection', {
      audience: string,
      path: string,
      expirationSeconds: pointer(int64),
    }),
    clusterTrustBundle: struct('v1.ClusterTrustBundleProjection', {
      ...fields(pointer(string), 'name', 'signerName'),
      labelSelector: pointer(labelSelectorShape),
      optional: pointer(bool),
      path: string,
    }),
    podCertificate: struct('v1.PodCertificateProjection', {
      ...fields(string, 'signerName', 'keyType', 'credentialBundlePath', 'keyPath', 'certificateChainPath'),
      maxExpirationSeconds: pointer(int32),
      userAnnotations: stringMap,
    }),
  }),
)

export const projectedVolumeSource = struct('v1.ProjectedVolumeSource', {
  sources: list(volumeProjection),
  defaultMode: pointer(int32),
})
