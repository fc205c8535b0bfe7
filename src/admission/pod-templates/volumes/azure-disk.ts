import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, filled, none, oneOf } from '../../checks.ts'
import { type Finding, notSupported } from '../../finding.ts'

type AzureDisk = NonNullable<Volume['azureDisk']>

const checkCachingMode = oneOf(['None', 'ReadOnly', 'ReadWrite'])
const checkKind = oneOf(['Dedicated', 'Managed', 'Shared'])

const managedDisk = {
  start: '/subscriptions/',
  example: '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}',
}
const blobDisk = {
  start: 'https://',
  example: 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd',
}

/** The URI of a disk is of the form of its kind. Mirrors validateAzureDisk. */
const checkUri = ({ diskURI = '', kind = 'Shared' }: AzureDisk, path: string): readonly Finding[] => {
  const { start, example } = kind === 'Managed' ? managedDisk : blobDisk
  return diskURI.startsWith(start)
    ? none
    : [notSupported(`${path}.diskURI`, diskURI, `supported values: "${example}", as the kind is ${kind}`)]
}

export const checkAzureDisk: Check<AzureDisk> = all<AzureDisk>(
  filled('diskName', 'the name of the disk'),
  filled('diskURI', 'the URI of the disk'),
  ({ cachingMode = 'ReadWrite' }, path) => checkCachingMode(cachingMode, `${path}.cachingMode`),
  ({ kind = 'Shared' }, path) => checkKind(kind, `${path}.kind`),
  checkUri,
)
