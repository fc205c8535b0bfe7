import type { Container, VolumeMount } from '../../../kubernetes/shapes/container.ts'
import { each, joined, none, oneOf } from '../../checks.ts'
import { type Finding, forbidden, invalid, notFound, required } from '../../finding.ts'
import { checkRelative } from '../file-paths.ts'
import type { PodFacts } from './pod-facts.ts'

/** Mounts are of volumes of the pod, each at a path of its own. Mirrors ValidateVolumeMounts. */
export function checkVolumeMounts(
  { volumeMounts, volumeDevices, securityContext }: Container,
  path: string,
  pod: PodFacts,
): readonly Finding[] {
  if (volumeMounts === undefined) return none
  const isPrivileged = securityContext?.privileged === true
  const devices = devicesOf(volumeDevices ?? none)
  const taken = new Set<string>()
  return each(volumeMounts, path, (mount, at) => {
    const found = joined(
      checkVolume(mount.name ?? '', `${at}.name`, pod),
      checkMountPath(mount.mountPath ?? '', `${at}.mountPath`, taken),
      checkDevices(mount, at, devices),
      checkSubPaths(mount, at),
      checkPropagation(mount.mountPropagation, `${at}.mountPropagation`, isPrivileged),
      checkRecursiveReadOnly(mount, `${at}.recursiveReadOnly`),
    )
    taken.add(mount.mountPath ?? '')
    return found
  })
}

function checkVolume(name: string, path: string, { volumes, tellVolumes }: PodFacts): readonly Finding[] {
  if (volumes.has(name)) return none
  const missing = notFound(path, name, `the sound volumes of the template are: ${tellVolumes()}; ${advice}`)
  return name === '' ? [required(path, 'name the volume to mount'), missing] : [missing]
}

const advice = 'what plugins and spec.volumes of the job bring is mounted by itself'

const checkMountPath = (mountPath: string, path: string, taken: ReadonlySet<string>): readonly Finding[] =>
  joined(
    mountPath === '' ? [required(path, 'say where the container finds the volume, such as /data')] : none,
    taken.has(mountPath) ? [invalid(path, mountPath, 'must be unique; another mount has this path')] : none,
  )

type Devices = Readonly<{ names: ReadonlySet<string>; paths: ReadonlySet<string> }>

const noDevices: Devices = { names: new Set(), paths: new Set() }

/** Where two devices are one volume, the path of the second counts. Mirrors GetVolumeDeviceMap. */
function devicesOf(volumeDevices: NonNullable<Container['volumeDevices']>): Devices {
  if (volumeDevices.length === 0) return noDevices
  const paths = new Map(volumeDevices.map(({ name = '', devicePath = '' }) => [name, devicePath]))
  return { names: new Set(paths.keys()), paths: new Set(paths.values()) }
}

const checkDevices = ({ name = '', mountPath = '' }: VolumeMount, path: string, devices: Devices): readonly Finding[] =>
  joined(
    devices.names.has(name) ? [invalid(`${path}.name`, name, 'must not already exist in volumeDevices')] : none,
    devices.paths.has(mountPath)
      ? [invalid(`${path}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices')]
      : none,
  )

const checkSubPaths = ({ subPath = '', subPathExpr = '' }: VolumeMount, path: string): readonly Finding[] =>
  joined(
    subPath === '' ? none : checkRelative(subPath, `${path}.subPath`),
    subPath === '' || subPathExpr === ''
      ? none
      : [
          invalid(
            `${path}.subPathExpr`,
            subPathExpr,
            'subPathExpr and subPath are mutually exclusive; keep one of them',
          ),
        ],
    subPathExpr === '' ? none : checkRelative(subPathExpr, `${path}.subPathExpr`),
  )

const checkKnownPropagation = oneOf(['Bidirectional', 'HostToContainer', 'None'])

/** Mirrors validateMountPropagation. */
function checkPropagation(mode: string | undefined, path: string, isPrivileged: boolean): readonly Finding[] {
  if (mode === undefined) return none
  if (mode !== 'Bidirectional' || isPrivileged) return checkKnownPropagation(mode, path)
  const sentence = 'Bidirectional mount propagation is available only to privileged containers'
  return [forbidden(path, `${sentence}; set securityContext.privileged or take HostToContainer`)]
}

const checkKnownRecursion = oneOf(['Disabled', 'Enabled', 'IfPossible'])

/** Mirrors validateMountRecursiveReadOnly. */
function checkRecursiveReadOnly(mount: VolumeMount, path: string): readonly Finding[] {
  const mode = mount.recursiveReadOnly
  if (mode === undefined) return none
  if (mode !== 'Enabled' && mode !== 'IfPossible') return checkKnownRecursion(mode, path)
  return joined(
    mount.readOnly ? none : [forbidden(path, 'may only be specified when readOnly is true')],
    mount.mountPropagation === undefined || mount.mountPropagation === 'None'
      ? none
      : [forbidden(path, 'may only be specified when mountPropagation is None or not specified')],
  )
}
