import type { VolumeMount } from '../../kubernetes/shapes/container.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Volume } from '../../kubernetes/shapes/volumes.ts'
import { type Companion, companionMetadata } from '../../plugins/companion.ts'
import { jobNameOf } from '../../plugins/hosts.ts'

/** A volume of the job, as each of its pods mounts it. */
export type ClaimVolume = Readonly<{ volume: Volume; mount: VolumeMount }>

/**
 * The volumes of a job in its pods. Where Volcano makes up twelve characters of a name, the place in the list stands, so
 * that the same job always gives the same names. A claim that is named twice is mounted once, as in Volcano.
 */
export function claimVolumesOf(job: Job): readonly ClaimVolume[] {
  const claims = new Map<string, ClaimVolume>()
  for (const [i, { mountPath = '', volumeClaimName }] of (job.spec?.volumes ?? []).entries()) {
    const claimName = volumeClaimName || madeClaimName(job, i)
    if (claims.has(claimName)) continue
    const name = `${jobNameOf(job)}-${suffixOf(i)}`
    claims.set(claimName, {
      volume: { name, persistentVolumeClaim: { claimName } },
      mount: { name, mountPath },
    })
  }
  return [...claims.values()]
}

/** The claims that Volcano's controller makes of what the volumes of a job describe. Mirrors createJobIOIfNotExist. */
export function madeClaimsOf(job: Job): readonly Companion[] {
  return (job.spec?.volumes ?? []).flatMap(({ volumeClaimName, volumeClaim }, i) =>
    volumeClaimName || volumeClaim === undefined
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: companionMetadata(job, madeClaimName(job, i)),
            spec: volumeClaim,
          },
        ],
  )
}

const suffixOf = (place: number): string => String(place).padStart(12, '0')

const madeClaimName = (job: Job, place: number): string => `${jobNameOf(job)}-pvc-${suffixOf(place)}`
