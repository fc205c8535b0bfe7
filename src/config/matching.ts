import { suggest } from '../kubernetes/nearest.ts'
import type { RawGroup } from './admission-conf-schema.ts'
import { parseYaml, scalarsAsWritten } from './parse-yaml.ts'
import { quote } from './quote.ts'

/** Which pods belong to a group: those of any of the namespaces, and those with any of the annotations. */
export type Matching = Readonly<{
  namespaces: readonly string[]
  /** An absent annotation of a pod counts as the empty text. */
  annotations: readonly (readonly [key: string, value: string])[]
}>

type ReadMatching = Readonly<{ pods: Matching; warnings: readonly string[] }>

/**
 * Reads `object` of a group: its key says whether the values are namespaces or annotations. Without a key the annotation
 * volcano.sh/resource-group may also name the group. Mirrors pkg/webhooks/admission/pods/mutate/annotation.go and namespace.go.
 */
export function readMatching({ object, resourceGroup }: RawGroup, path: string): ReadMatching {
  const key = object?.key ?? ''
  const values = (object?.value ?? []).map((value) => value ?? '')
  const place = `${path}.object`
  if (key === '') return matchByName(resourceGroup ?? '', readAnnotations(values, place), path)
  if (key === 'annotation') return warnWhenEmpty(readAnnotations(values, place), place)
  if (key === 'namespace') return warnWhenEmpty({ pods: { namespaces: values, annotations: [] }, warnings: [] }, place)
  const wrong = `invalid value ${quote(key)}: must be namespace or annotation, so no pod belongs to this group`
  return { pods: nobody, warnings: [`${place}.key: ${wrong}${suggest(key, ['namespace', 'annotation'])}`] }
}

const nobody: Matching = { namespaces: [], annotations: [] }

function matchByName(name: string, { pods, warnings }: ReadMatching, path: string): ReadMatching {
  const doubt = `${path}: has neither a name nor object.key: every pod without the annotation ${nameAnnotation} belongs to it`
  return {
    pods: { ...pods, annotations: [...pods.annotations, [nameAnnotation, name]] },
    warnings: name === '' ? [...warnings, doubt] : warnings,
  }
}

const nameAnnotation = 'volcano.sh/resource-group'

const warnWhenEmpty = ({ pods, warnings }: ReadMatching, place: string): ReadMatching =>
  pods.namespaces.length + pods.annotations.length > 0
    ? { pods, warnings }
    : { pods, warnings: [...warnings, `${place}.value: is empty: no pod belongs to this group`] }

/** Each text holds annotations as a map in YAML. Of several values for one key the first that is not empty counts. */
function readAnnotations(texts: readonly string[], place: string): ReadMatching {
  const annotations = new Map<string, string>()
  const warnings: string[] = []
  for (const [index, text] of texts.entries()) {
    const entries = readMap(text)
    if (entries === undefined)
      warnings.push(
        `${place}.value[${index}]: invalid value ${quote(text)}: must be text such as "key: value": it is ignored`,
      )
    for (const [key, value] of entries ?? []) if (!annotations.get(key)) annotations.set(key, value)
  }
  return { pods: { namespaces: [], annotations: [...annotations] }, warnings }
}

/** Undefined for what is no map from text to text. */
function readMap(text: string): readonly (readonly [string, string])[] | undefined {
  const { value, mistakes } = parseYaml(text, scalarsAsWritten)
  if (mistakes.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value).map(([key, item]) => [key, item ?? ''] as const)
  return entries.every(([, item]) => typeof item === 'string') ? entries : undefined
}
