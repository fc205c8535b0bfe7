import { parseQuantity } from '../../../kubernetes/quantity.ts'
import { canonicalResource } from '../../../kubernetes/quantity-text.ts'
import type { PersistentVolumeClaimSpec } from '../../../kubernetes/shapes/persistent-volume-claim.ts'
import { each, filled, joined, none, oneOf, present } from '../../checks.ts'
import { type Finding, forbidden, invalid, required } from '../../finding.ts'
import { checkDnsLabel, checkSubdomain, ifGiven } from '../check-names.ts'
import { checkLabelSelector } from '../scheduling/label-selector.ts'

/** Mirrors ValidatePersistentVolumeClaimSpec. */
export const checkClaim = (spec: PersistentVolumeClaimSpec, path: string): readonly Finding[] =>
  joined(
    checkAccessModes(spec.accessModes ?? none, `${path}.accessModes`),
    present(spec.selector, `${path}.selector`, checkLabelSelector),
    checkStorage(spec.resources?.requests?.storage, `${path}.resources.requests[storage]`),
    checkName(spec.storageClassName, `${path}.storageClassName`),
    present(spec.volumeMode, `${path}.volumeMode`, checkVolumeMode),
    present(spec.dataSource, `${path}.dataSource`, checkReference),
    present(spec.dataSourceRef, `${path}.dataSourceRef`, checkReference),
    checkNamespace(spec.dataSourceRef?.namespace, `${path}.dataSourceRef.namespace`),
    checkSameSource(spec, `${path}.dataSource`),
    checkName(spec.volumeAttributesClassName, `${path}.volumeAttributesClassName`),
  )

const checkVolumeMode = oneOf(['Block', 'Filesystem'])

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
const checkAccessMode = oneOf(accessModes)

function checkAccessModes(modes: readonly string[], path: string): readonly Finding[] {
  if (modes.length === 0) return [required(path, 'at least 1 access mode is required; such as ReadWriteOnce')]
  const found = each(modes, path, checkAccessMode)
  const known = modes.filter((mode) => accessModes.includes(mode))
  const isAlone = !known.includes('ReadWriteOncePod') || known.every((mode) => mode === 'ReadWriteOncePod')
  return isAlone ? found : [...found, forbidden(path, 'may not use ReadWriteOncePod with other access modes')]
}

function checkStorage(storage: string | number | undefined, path: string): readonly Finding[] {
  if (storage === undefined) return [required(path, 'say how much the claim needs, such as 1Gi')]
  return (parseQuantity(storage) ?? 0n) > 0n
    ? none
    : [invalid(path, canonicalResource(storage), 'must be greater than zero')]
}

const checkName = ifGiven(checkSubdomain)
const checkNamespace = ifGiven(checkDnsLabel)

type Reference = NonNullable<PersistentVolumeClaimSpec['dataSource']>

const checkReference = (reference: Reference, path: string): readonly Finding[] =>
  joined(
    filled('name', 'the name of the object')(reference, path),
    filled('kind', 'the kind of the object')(reference, path),
    reference.apiGroup || reference.kind === 'PersistentVolumeClaim'
      ? none
      : [
          invalid(
            path,
            reference.kind ?? '',
            "must be 'PersistentVolumeClaim' when referencing the default apiGroup; name the apiGroup of another kind",
          ),
        ],
    checkName(reference.apiGroup, `${path}.apiGroup`),
  )

/** Where both are given, they say the same; a source of another namespace can be told in one way only. */
function checkSameSource({ dataSource, dataSourceRef }: PersistentVolumeClaimSpec, path: string): readonly Finding[] {
  if (dataSource === undefined || dataSourceRef === undefined) return none
  if (dataSourceRef.namespace)
    return [invalid(path, dataSource.name ?? '', 'may not be specified when dataSourceRef.namespace is specified')]
  const isSame =
    dataSource.apiGroup === dataSourceRef.apiGroup &&
    (dataSource.kind ?? '') === (dataSourceRef.kind ?? '') &&
    (dataSource.name ?? '') === (dataSourceRef.name ?? '')
  return isSame ? none : [invalid(path, dataSource.name ?? '', 'must match dataSourceRef')]
}
