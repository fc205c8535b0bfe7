import type { Toleration } from '../kubernetes/shapes/affinity.ts'
import type { RawGroup } from './admission-conf-schema.ts'
import { type Matching, readMatching } from './matching.ts'
import { quote } from './quote.ts'
import { readToleration } from './toleration.ts'

/** What pods of a group get, and which pods those are: a shape that the decisions take as it is. */
export type ResourceGroup = Matching &
  Readonly<{
    name: string
    schedulerName: string
    tolerations: readonly Toleration[]
    /** Labels that the nodes of the pods must have. */
    labels: Readonly<Record<string, string>>
    /** A core/v1 Affinity; absent when the group gives none. */
    affinity?: unknown
  }>

type ReadGroup = Readonly<{ group: ResourceGroup; warnings: readonly string[] }>

/** Completes one group of the file, `path` being its place there. Like Volcano it leaves out an affinity that is no JSON. */
export function readResourceGroup(raw: RawGroup, path: string): ReadGroup {
  const matching = readMatching(raw, path)
  const tolerations = (raw.tolerations ?? []).map((one, index) =>
    readToleration(one ?? {}, `${path}.tolerations[${index}]`),
  )
  const affinity = readAffinity(raw.affinity ?? '', path)
  return {
    group: {
      name: raw.resourceGroup ?? '',
      ...matching.pods,
      schedulerName: raw.schedulerName ?? '',
      tolerations: tolerations.map(({ toleration }) => toleration),
      labels: Object.fromEntries(Object.entries(raw.labels ?? {}).map(([key, value]) => [key, value ?? ''])),
      ...affinity.found,
    },
    warnings: [...matching.warnings, ...tolerations.flatMap(({ warnings }) => warnings), ...affinity.warnings],
  }
}

type ReadAffinity = Readonly<{ found: Readonly<{ affinity?: unknown }>; warnings: readonly string[] }>

function readAffinity(text: string, path: string): ReadAffinity {
  if (text === '') return { found: {}, warnings: [] }
  const affinity = parseJson(text)
  if (typeof affinity === 'object' && affinity !== null && !Array.isArray(affinity))
    return { found: { affinity }, warnings: [] }
  const demand = 'must be an affinity of a pod as JSON: it is ignored'
  return { found: {}, warnings: [`${path}.affinity: invalid value ${quote(text)}: ${demand}`] }
}

/** Undefined for a text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
