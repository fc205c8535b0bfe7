import type { VolumeMount } from '../../kubernetes/shapes/container.ts'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Volume } from '../../kubernetes/shapes/volumes.ts'
import { jobNameOf } from '../../plugins/hosts.ts'

/** A volume of the job, as each of its pods mounts it. */
export type ClaimVolume = Readonly<{ volume: Volume; mount: VolumeMount }>

/**
 * The volumes of a job in its pods. Where Volcano makes up twelve characters of a name, the place in the list stands, so
 * that the same job always gives the same names. A claim that is named twice is mounted once, as in Volcano.
 */
export function claimVolumesOf(job: Job): readonly ClaimVolume[] {
  const jobName = jobNameOf(job)
  const claims = new Map<string, ClaimVolume>()
  for (const [i, { mountPath = '', volumeClaimName }] of (job.spec?.volumes ?? []).entries()) {
    const suffix = String(i).padStart(12, '0')
    const claimName = volumeClaimName || `${jobName}-pvc-${suffix}`
    if (claims.has(claimName)) continue
    const name = `${jobName}-${suffix}`
    claims.set(claimName, {
      volume: { name, persistentVolumeClaim: { claimName } },
      mount: { name, mountPath },
    })
  }
  return [...claims.values()]
}
