import type { PersistentVolumeClaimSpec } from '../../../kubernetes/shapes/persistent-volume-claim.ts'
import { each, none } from '../../checks.ts'
import type { Finding } from '../../finding.ts'
import { checkClaim } from '../../pod-templates/volumes/claim.ts'
import type { JobRule } from '../rule.ts'

/** Kubernetes would take the claims that are made for the volumes of a job. Volcano does not look at them. */
export const claimsAreSound: JobRule = {
  id: 'claims-are-sound',
  nature: 'impossible',
  about: {
    why: 'Volcano makes a PersistentVolumeClaim of each `volumeClaim`. Where the API server refuses it, no pod of the job is ever made.',
    fix: 'Describe the claim as in a manifest of its own: at least `accessModes` and `resources.requests.storage`.',
  },
  reads: [],
  check: ({ object: { spec = {} } }): readonly Finding[] =>
    each(spec.volumes, 'spec.volumes', ({ volumeClaim, volumeClaimName }, path) =>
      volumeClaim === undefined || volumeClaimName ? none : checkClaim(asStored(volumeClaim), `${path}.volumeClaim`),
    ),
}

/**
 * The API server drops some sources of data before it looks at a claim: those of another namespace, and in `dataSource`
 * what is neither a claim nor a snapshot. Mirrors DropDisabledFields and EnforceDataSourceBackwardsCompatibility.
 */
function asStored(spec: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  if (spec.dataSource === undefined && spec.dataSourceRef === undefined) return spec
  const { dataSource, dataSourceRef, ...rest } = spec
  if (dataSourceRef !== undefined && !dataSourceRef.namespace) return spec
  return dataSource !== undefined && isClaimOrSnapshot(dataSource) ? { ...rest, dataSource } : rest
}

const isClaimOrSnapshot = ({ kind, apiGroup = '' }: NonNullable<PersistentVolumeClaimSpec['dataSource']>): boolean =>
  apiGroup === ''
    ? kind === 'PersistentVolumeClaim'
    : apiGroup === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot'
