import type { Container } from '../../../kubernetes/shapes/container.ts'
import { each, joined, none } from '../../checks.ts'
import { type Finding, invalid, notFound, required } from '../../finding.ts'
import { checkNoBacksteps } from '../file-paths.ts'
import type { PodFacts } from './pod-facts.ts'

/** Devices are claims of the pod, each once and at a path of its own. Mirrors ValidateVolumeDevices. */
export function checkVolumeDevices(
  { volumeDevices, volumeMounts }: Container,
  path: string,
  pod: PodFacts,
): readonly Finding[] {
  if (volumeDevices === undefined) return none
  const mounts = new Map(volumeMounts?.map(({ name = '', mountPath = '' }) => [name, mountPath]))
  const mountPaths = new Set(mounts.values())
  const names = new Set<string>()
  const paths = new Set<string>()
  return each(volumeDevices, path, ({ name = '', devicePath = '' }, at) => {
    const found = joined(
      checkName(name, `${at}.name`, names, mounts),
      checkVolume(name, `${at}.name`, pod),
      checkPath(devicePath, `${at}.devicePath`, paths, mountPaths),
    )
    if (name !== '') names.add(name)
    if (checkNoBacksteps(devicePath, at).length === 0) paths.add(devicePath)
    return found
  })
}

type Names = ReadonlySet<string>

const checkName = (name: string, path: string, taken: Names, mounts: ReadonlyMap<string, string>): readonly Finding[] =>
  joined(
    name === '' ? [required(path, 'name the volume that is the device')] : none,
    taken.has(name) ? [invalid(path, name, 'must be unique; another device is this volume')] : none,
    mounts.has(name) ? [invalid(path, name, 'must not already exist in volumeMounts')] : none,
  )

function checkVolume(name: string, path: string, { volumes }: PodFacts): readonly Finding[] {
  const volume = volumes.get(name)
  if (volume === undefined) return [notFound(path, name, 'the template has no sound volume of this name; add it there')]
  if (volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined) return none
  return [invalid(path, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode')]
}

const checkPath = (device: string, path: string, taken: Names, mountPaths: Names): readonly Finding[] =>
  joined(
    device === '' ? [required(path, 'say where the container finds the device, such as /dev/xvda')] : none,
    taken.has(device) ? [invalid(path, device, 'must be unique; another device has this path')] : none,
    checkNoBacksteps(device, path).length > 0 ? [invalid(path, device, "can not contain backsteps ('..')")] : none,
    mountPaths.has(device) ? [invalid(path, device, 'must not already exist as a path in volumeMounts')] : none,
  )
