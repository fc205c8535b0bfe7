import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { joined, none } from '../../checks.ts'
import { duplicate, type Finding, required } from '../../finding.ts'
import { checkDnsLabel } from '../check-names.ts'
import { checkSource } from './check-source.ts'

/** What is wrong with the volumes of a pod, and those with which nothing is wrong: only these can be mounted. */
export type JudgedVolumes = Readonly<{ findings: readonly Finding[]; sound: ReadonlyMap<string, Volume> }>

const noVolumes: JudgedVolumes = { findings: none, sound: new Map() }

/**
 * Volumes have names of their own, and each is made of one thing. A volume that is wrong does not take its name.
 * Mirrors ValidateVolumes without the metadata of a pod.
 */
export function judgeVolumes(volumes: readonly Volume[] | undefined, path: string): JudgedVolumes {
  if (volumes === undefined || volumes.length === 0) return noVolumes
  const findings: Finding[] = []
  const sound = new Map<string, Volume>()
  for (const [index, volume] of volumes.entries()) {
    const at = `${path}[${index}]`
    const found = joined(checkSource(volume, at), checkName(volume.name ?? '', `${at}.name`, sound))
    if (found.length === 0) sound.set(volume.name ?? '', volume)
    for (const finding of found) findings.push(finding)
  }
  return { findings, sound }
}

function checkName(name: string, path: string, taken: ReadonlyMap<string, Volume>): readonly Finding[] {
  if (name === '') return [required(path, 'containers mount the volume by its name')]
  if (taken.has(name)) return [duplicate(path, name, 'an earlier volume has this name; rename one of them')]
  return checkDnsLabel(name, path)
}
