import { decode } from '../../../kubernetes/decode.ts'
import { list } from '../../../kubernetes/shape.ts'
import { tolerationShape } from '../../../kubernetes/shapes/affinity.ts'
import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkTolerations } from '../scheduling/tolerations.ts'
import type { Annotations } from './annotations.ts'

const key = 'scheduler.alpha.kubernetes.io/tolerations'

/** Tolerations were JSON in an annotation once; it is still checked. Mirrors ValidateTolerationsInPodAnnotations. */
export function checkTolerationsAnnotation(annotations: Annotations, path: string): readonly Finding[] {
  const text = annotations[key]
  if (!text) return none
  const at = `${path}[${key}]`
  const parsed = parse(text)
  if (parsed === undefined) return [invalid(at, key, 'this is no JSON; write spec.tolerations instead')]
  const { value, mistakes } = decode(tolerations, parsed.value)
  return mistakes[0] === undefined ? checkTolerations(value, at) : [invalid(at, key, mistakes[0].message)]
}

const tolerations = list(tolerationShape)

/** Go finds fields whatever the case of their names, and takes null for an empty toleration. */
function parse(text: string): Readonly<{ value: unknown }> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value: Array.isArray(value) ? value.map((item) => (item === null ? {} : withFieldNames(item))) : value }
  } catch {
    return undefined
  }
}

const names = new Map([...tolerationShape.fields.keys()].map((name) => [name.toLowerCase(), name]))

const withFieldNames = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).map(([name, value]) => [names.get(name.toLowerCase()) ?? name, value]))
    : item
