/** core/v1 PersistentVolumeClaimSpec of k8s.io/api v0.36.1. */
import { type Decoded, fields, list, pointer, string, stringType, struct } from '../shape.ts'
import { labelSelectorShape, resourceListShape } from './metadata.ts'

export const persistentVolumeClaimSpecShape = struct('v1.PersistentVolumeClaimSpec', {
  accessModes: list(stringType('v1.PersistentVolumeAccessMode')),
  selector: pointer(labelSelectorShape),
  resources: struct('v1.VolumeResourceRequirements', fields(resourceListShape, 'limits', 'requests')),
  volumeName: string,
  ...fields(pointer(string), 'storageClassName', 'volumeAttributesClassName'),
  volumeMode: pointer(stringType('v1.PersistentVolumeMode')),
  dataSource: pointer(
    struct('v1.TypedLocalObjectReference', { apiGroup: pointer(string), kind: string, name: string }),
  ),
  dataSourceRef: pointer(
    struct('v1.TypedObjectReference', {
      ...fields(pointer(string), 'apiGroup', 'namespace'),
      kind: string,
      name: string,
    }),
  ),
})

export type PersistentVolumeClaimSpec = Decoded<typeof persistentVolumeClaimSpecShape>
