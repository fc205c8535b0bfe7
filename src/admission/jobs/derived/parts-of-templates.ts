import { rememberLast } from '../../../kubernetes/remember.ts'
import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { Job } from '../../../kubernetes/shapes/volcano-job.ts'

/** Which rare parts any template of a job has: a rule about a part that none has need not look for it. */
export type PartsOfTemplates = Readonly<{ ports: boolean; volumes: boolean; devices: boolean; initContainers: boolean }>

type Found = { -readonly [Part in keyof PartsOfTemplates]: boolean }

/** One look at all templates, for all rules of a review. */
export const partsOfTemplates = rememberLast(({ spec }: Job): PartsOfTemplates => {
  const found: Found = { ports: false, volumes: false, devices: false, initContainers: false }
  for (const { template } of spec?.tasks ?? none) {
    const pod = template?.spec
    if (pod === undefined) continue
    if (pod.volumes !== undefined) found.volumes = true
    if (pod.initContainers !== undefined) {
      found.initContainers = true
      look(pod.initContainers, found)
    }
    if (pod.containers !== undefined) look(pod.containers, found)
  }
  return found
})

const none: readonly never[] = []

function look(containers: readonly Container[], found: Found): void {
  for (const { ports, volumeMounts, volumeDevices } of containers) {
    if (ports !== undefined) found.ports = true
    if (volumeMounts !== undefined) found.volumes = true
    if (volumeDevices !== undefined) found.devices = true
  }
}
