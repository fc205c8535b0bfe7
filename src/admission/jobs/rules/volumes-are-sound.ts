import { subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'
import type { JobRule } from '../rule.ts'

type Volume = NonNullable<NonNullable<Job['spec']>['volumes']>[number]

/** Each volume has a mount path of its own, and either a claim to make or the name of one. Mirrors jobs/validate: validateIO. */
export const volumesAreSound: JobRule = {
  id: 'volumes-are-sound',
  nature: 'upstream',
  about: {
    why: 'Each volume is mounted at its own path into every container, from a claim that there is or that Volcano makes.',
    fix: 'Give each volume a `mountPath`, and either the name of a claim or a `volumeClaim`, not both.',
    upstream: [4100],
  },

  reads: [],
  check({ object: { spec = {} } }) {
    const mounted = new Map<string, number>()
    return (spec.volumes ?? []).flatMap((volume, i) => {
      const path = `spec.volumes[${i}]`
      return [...checkMountPath(volume.mountPath ?? '', path, i, mounted), ...checkClaim(volume, path)]
    })
  },
}

function checkMountPath(mountPath: string, path: string, i: number, mounted: Map<string, number>): readonly Finding[] {
  if (mountPath === '')
    return [required(`${path}.mountPath`, 'mountPath is required; say where containers find the volume')]
  const earlier = mounted.get(mountPath)
  if (earlier !== undefined) {
    const sentence = `duplicated mountPath: ${mountPath}; spec.volumes[${earlier}] is mounted there`
    return [duplicate(`${path}.mountPath`, mountPath, sentence)]
  }
  mounted.set(mountPath, i)
  return []
}

function checkClaim({ volumeClaim, volumeClaimName = '' }: Volume, path: string): readonly Finding[] {
  if (volumeClaimName === '') {
    const sentence = 'either VolumeClaim or VolumeClaimName must be specified; name a claim or describe a new one'
    return volumeClaim === undefined ? [required(path, sentence)] : []
  }
  const at = `${path}.volumeClaimName`
  if (volumeClaim !== undefined) {
    const sentence =
      'conflict: If you want to use an existing PVC, just specify VolumeClaimName.If you want to create a new PVC, you do not need to specify VolumeClaimName'
    return [invalid(at, volumeClaimName, sentence)]
  }
  const mistakes = subdomainMistakes(volumeClaimName)
  if (mistakes.length === 0) return []
  return [invalid(at, volumeClaimName, `invalid VolumeClaimName ${volumeClaimName} : [${mistakes.join(' ')}]`)]
}
