import { bytesOf } from '../../../kubernetes/names.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, eachEntry, filled, joined, none } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkDnsLabel, ifGiven } from '../check-names.ts'
import { checkLun } from './lun.ts'
import { checkSecretRef } from './secret-ref.ts'

type Of<Kind extends keyof Volume> = NonNullable<Volume[Kind]>

/** Mirrors validateFlockerVolumeSource. */
export function checkFlocker({ datasetName = '', datasetUUID = '' }: Of<'flocker'>, path: string): readonly Finding[] {
  return joined(
    datasetName === '' && datasetUUID === ''
      ? [required(path, 'one of datasetName and datasetUUID is required')]
      : none,
    datasetName !== '' && datasetUUID !== ''
      ? [invalid(path, 'resource', 'datasetName and datasetUUID can not be specified simultaneously')]
      : none,
    datasetName.includes('/') ? [invalid(`${path}.datasetName`, datasetName, "must not contain '/'")] : none,
  )
}

/** What Go's net.SplitHostPort can split: the host may be an IPv6 address in brackets, and both parts may be empty. */
const isHostPort = (text: string): boolean => /^(?:\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(text)

const hostPorts = 'must be a host:port pair or multiple pairs separated by commas'

function checkRegistry({ registry = '', tenant = '' }: Of<'quobyte'>, path: string): readonly Finding[] {
  if (registry === '') return [required(`${path}.registry`, hostPorts)]
  if (bytesOf(tenant) >= 65)
    return [required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters')]
  return registry.split(',').every(isHostPort) ? none : [invalid(`${path}.registry`, registry, hostPorts)]
}

/** Mirrors validateQuobyteVolumeSource. */
export const checkQuobyte: Check<Of<'quobyte'>> = all<Of<'quobyte'>>(
  checkRegistry,
  filled('volume', 'the name of the volume'),
)

/** Disks are known by world wide names and a unit, or by world wide identifiers. Mirrors validateFCVolumeSource. */
export function checkFibreChannel({ targetWWNs = none, wwids = none, lun }: Of<'fc'>, path: string) {
  if (targetWWNs.length === 0)
    return wwids.length > 0
      ? none
      : [required(`${path}.targetWWNs`, 'must specify either targetWWNs or wwids, but not both')]
  return joined(
    wwids.length > 0
      ? [invalid(`${path}.targetWWNs`, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously')]
      : none,
    lun === undefined
      ? [required(`${path}.lun`, 'lun is required if targetWWNs is specified')]
      : checkLun(lun, `${path}.lun`),
  )
}

const isReserved = (key: string): boolean =>
  /(?:^|\.)(?:kubernetes|k8s)\.io$/.test(key.split('/', 1)[0]?.toLowerCase() ?? '')

/** Mirrors validateFlexVolumeSource. */
export const checkFlexVolume: Check<Of<'flexVolume'>> = all<Of<'flexVolume'>>(
  filled('driver', 'the name of the driver'),
  ({ options }, path) =>
    eachEntry(options, `${path}.options`, (key, _, at) =>
      isReserved(key) ? [invalid(at, key, 'kubernetes.io and k8s.io namespaces are reserved')] : none,
    ),
)

const checkLabel = ifGiven(checkDnsLabel)

/** Mirrors validateStorageOSVolumeSource. */
export const checkStorageOs: Check<Of<'storageos'>> = all<Of<'storageos'>>(
  filled('volumeName', 'the name of the volume'),
  ({ volumeName }, path) => checkLabel(volumeName, `${path}.volumeName`),
  ({ volumeNamespace }, path) => checkLabel(volumeNamespace, `${path}.volumeNamespace`),
  checkSecretRef,
)
