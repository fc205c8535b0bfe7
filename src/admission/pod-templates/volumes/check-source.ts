import { bytesOf } from '../../../kubernetes/names.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, forbidden, invalid } from '../../finding.ts'
import { type Source, sources } from './sources.ts'

const sourceOf = new Map<string, Source>(sources.map((source) => [source.name, source]))

/**
 * A volume is made of one thing; without any it becomes an empty directory. Of several, the first in Kubernetes' order
 * counts. Mirrors validateVolumeSource.
 */
export function checkSource(volume: Volume, path: string): readonly Finding[] {
  let only: Source | undefined
  let count = 0
  for (const name in volume) {
    const source = sourceOf.get(name)
    if (source === undefined) continue
    only = source
    count += 1
  }
  if (only === undefined) return none
  return joined(count === 1 ? only.check(volume, path) : checkSeveral(volume, path), checkInitiator(volume, path))
}

function checkSeveral(volume: Volume, path: string): readonly Finding[] {
  const [first, ...others] = sources.filter(({ name }) => volume[name] !== undefined)
  const surplus = others.map(({ name }) =>
    forbidden(
      `${path}.${name}`,
      `may not specify more than 1 volume type; make another volume for ${name}, beside ${first?.name}`,
    ),
  )
  return joined(first?.check(volume, path) ?? none, surplus)
}

function checkInitiator({ name = '', iscsi }: Volume, path: string): readonly Finding[] {
  if (iscsi?.initiatorName === undefined || bytesOf(`${name}:${iscsi.targetPortal ?? ''}`) <= 64) return none
  const sentence =
    'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.'
  return [invalid(`${path}.name`, name, sentence)]
}
