import { add, type JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'

/**
 * The names of claims that the job controller made up and wrote into the job. A manifest that describes a claim lacks its
 * name; without it, the controller would make a second claim, and pods that start again would find an empty volume.
 */
export function lostClaimNames({ spec = {} }: Job, { spec: oldSpec = {} }: Job): JsonPatch {
  const { volumes = [] } = spec
  const { volumes: oldVolumes = [] } = oldSpec
  if (volumes.length !== oldVolumes.length) return []
  return volumes.flatMap(({ mountPath, volumeClaim, volumeClaimName }, i) => {
    const old = oldVolumes[i] ?? {}
    const isLost = volumeClaim !== undefined && !volumeClaimName && mountPath === old.mountPath
    return isLost && old.volumeClaim !== undefined && old.volumeClaimName
      ? [add(`/spec/volumes/${i}/volumeClaimName`, old.volumeClaimName)]
      : []
  })
}
