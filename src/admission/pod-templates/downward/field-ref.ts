import { qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import type { EnvVar } from '../../../kubernetes/shapes/container.ts'
import { type Check, invalids, oneOf } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'

export type FieldRef = NonNullable<NonNullable<EnvVar['valueFrom']>['fieldRef']>

/** Fields of a pod that Kubernetes' pods had a name for, each with its name today. */
const known = new Map(
  [
    ...['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'],
    ...['spec.nodeName', 'spec.restartPolicy', 'spec.serviceAccountName', 'spec.schedulerName'],
    ...['status.phase', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
  ].map((path) => [path, path] as const),
).set('spec.host', 'spec.nodeName')

/** Fields of which one entry can be taken: `metadata.labels['app']`. */
const maps = ['metadata.annotations', 'metadata.labels']

/** The field of the pod is one of these, or an entry of its labels or annotations. Mirrors validateObjectFieldSelector. */
export function checkFieldRef(supported: readonly string[]): Check<FieldRef> {
  const checkSupported = oneOf([...supported].sort())
  return ({ apiVersion, fieldPath = '' }, path) => {
    const field = `${path}.fieldPath`
    if (fieldPath === '') return [required(field, `name a field of the pod, such as ${supported[0]}`)]
    const mistake = findMistake(apiVersion || 'v1', fieldPath)
    if (mistake !== undefined)
      return [invalid(field, fieldPath, `error converting fieldPath: ${mistake}; ${adviceOn(supported)}`)]
    const entry = entryOf(fieldPath)
    return entry === undefined ? checkSupported(known.get(fieldPath) ?? '', field) : checkKey(entry, field)
  }
}

const adviceOn = (supported: readonly string[]): string =>
  `take a field of v1 pods, such as ${supported[0]} or metadata.labels['key']`

function findMistake(apiVersion: string, fieldPath: string): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`
  const entry = entryOf(fieldPath)
  if (entry !== undefined)
    return maps.includes(entry.map) ? undefined : `field label does not support subscript: ${fieldPath}`
  return known.has(fieldPath) ? undefined : `field label not supported: ${fieldPath}`
}

type Entry = Readonly<{ map: string; key: string }>

/** The two parts of `metadata.labels['app']`. Mirrors SplitMaybeSubscriptedPath. */
function entryOf(fieldPath: string): Entry | undefined {
  const start = fieldPath.indexOf("['")
  if (start < 1 || !fieldPath.endsWith("']") || fieldPath.length < start + 4) return undefined
  return { map: fieldPath.slice(0, start), key: fieldPath.slice(start + 2, -2) }
}

/** Upper case is allowed in keys of annotations. */
const checkKey = ({ map, key }: Entry, path: string): readonly Finding[] =>
  invalids(path, key, qualifiedNameMistakes(map === 'metadata.annotations' ? key.toLowerCase() : key))
