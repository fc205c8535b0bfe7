import type { EnvVar } from '../../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { type Volume, volumeShape } from '../../../kubernetes/shapes/volumes.ts'
import { each, none } from '../../checks.ts'
import { type Finding, invalid, notFound } from '../../finding.ts'
import { eachContainer } from '../each-container.ts'
import { once } from '../once.ts'

/** Files of variables are in volumes that live as long as the pod. Mirrors validateFileKeyRefVolumes. */
export function checkFileKeyVolumes(spec: PodSpec, path: string): readonly Finding[] {
  const volumeOf = once(() => new Map(spec.volumes?.map((volume) => [volume.name ?? '', volume])))
  return eachContainer(spec, path, ({ env }, at) =>
    env?.some(isFromFile)
      ? each(env, `${at}.env`, (variable, ofOne) => checkVariable(variable, ofOne, volumeOf()))
      : none,
  )
}

const isFromFile = ({ valueFrom }: EnvVar): boolean => valueFrom?.fileKeyRef !== undefined

function checkVariable({ valueFrom }: EnvVar, path: string, volumes: ReadonlyMap<string, Volume>): readonly Finding[] {
  if (valueFrom?.fileKeyRef === undefined) return none
  const { volumeName = '' } = valueFrom.fileKeyRef
  return checkVolume(volumes.get(volumeName), volumeName, `${path}.valueFrom.fileKeyRef.volumeName`)
}

function checkVolume(volume: Volume | undefined, name: string, path: string): readonly Finding[] {
  if (volume === undefined) return [notFound(path, name, 'the template has no volume of this name; add it there')]
  return isEmptyDir(volume) ? none : [invalid(path, name, 'referenced volume must be of type emptyDir')]
}

/** A volume without a source is one. */
const isEmptyDir = (volume: Volume): boolean =>
  volume.emptyDir !== undefined || Object.keys(volume).every((name) => name === 'name' || !volumeShape.fields.has(name))
