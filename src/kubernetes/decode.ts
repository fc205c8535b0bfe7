import { type Complaint, complain, isObject } from './complaint.ts'
import { type Key, locate } from './locate.ts'
import type { Decoded, Shape, StructShape } from './shape.ts'

/** One value of the wrong type: where, in Kubernetes' notation (`spec.tasks[0].replicas`), and what Go says of it. */
export type DecodeMistake = Readonly<{ path: string; value: unknown; message: string }>

/** The keys that lead from the root to the value at hand (deeper ones are left over), and the mistakes on the way. */
type Walk = Readonly<{ root: Shape; keys: Key[]; mistakes: DecodeMistake[] }>

const mostMistakes = 100

/**
 * Takes over a value fresh from JSON.parse as the Go type that the shape describes, with Go's sentences for all that is
 * wrong, in the order of the document. Names match case-sensitively; unknown fields are neither read nor touched. A null,
 * and a value that is a mistake, gives way in place to Go's zero value: a field of a struct is deleted, an item of a list
 * or map becomes empty. Only a null in a list of structs is a mistake of its own. The first hundred mistakes are told: more would let a few megabytes of them keep the server busy.
 * Mirrors sigs.k8s.io/json, which tells one.
 */
export function decode<const Described extends Shape>(
  shape: Described,
  value: unknown,
): Readonly<{ value: Decoded<Described>; mistakes: readonly DecodeMistake[] }> {
  const walk: Walk = { root: shape, keys: [], mistakes: [] }
  const stays = value !== undefined && fits(shape, value, walk, 0)
  return { value: (stays ? value : zeroOf(shape)) as Decoded<Described>, mistakes: walk.mistakes }
}

/** Whether a value may stay. */
function fits(shape: Shape, value: unknown, walk: Walk, depth: number): boolean {
  if (value === null) return false
  // Half of all values are strings.
  if (shape.kind === 'string' && typeof value === 'string') return true
  if (shape.kind === 'struct' && isObject(value)) decodeFields(shape, value, walk, depth)
  else if (shape.kind === 'list' && Array.isArray(value)) decodeItems(shape.item, value, walk, depth)
  else if (shape.kind === 'map' && isObject(value)) decodeEntries(shape.item, value, walk, depth)
  else return isSound(shape, value, walk, depth)
  return true
}

function isSound(shape: Shape, value: unknown, walk: Walk, depth: number): boolean {
  const complaint = complain(shape, value)
  if (complaint === undefined) return true
  note(walk, depth, value, complaint)
  return false
}

/** Go makes an empty struct of it, but the API server still holds the null, to which no patch can add anything. */
const nullItem: Complaint = 'null is no item of this list: remove it, or say what it should be'

function note(walk: Walk, depth: number, value: unknown, complaint: Complaint): void {
  if (walk.mistakes.length < mostMistakes) walk.mistakes.push(describe(walk, depth, value, complaint))
}

function decodeFields({ fields }: StructShape, struct: Record<string, unknown>, walk: Walk, depth: number): void {
  for (const name in struct) {
    const shape = fields.get(name)
    const value = struct[name]
    if (shape === undefined) continue
    walk.keys[depth] = name
    if (!fits(shape, value, walk, depth + 1)) delete struct[name]
  }
}

function decodeItems(shape: Shape, items: unknown[], walk: Walk, depth: number): void {
  for (let index = 0; index < items.length; index++) {
    const value = items[index]
    walk.keys[depth] = index
    if (value === null && shape.kind === 'struct') note(walk, depth + 1, value, nullItem)
    if (!fits(shape, value, walk, depth + 1)) items[index] = zeroOf(shape)
  }
}

function decodeEntries(shape: Shape, entries: Record<string, unknown>, walk: Walk, depth: number): void {
  for (const key in entries) {
    const value = entries[key]
    walk.keys[depth] = key
    if (!fits(shape, value, walk, depth + 1)) entries[key] = zeroOf(shape)
  }
}

function describe({ root, keys }: Walk, depth: number, value: unknown, complaint: Complaint): DecodeMistake {
  const { path, place } = locate(root, keys.slice(0, depth))
  if (typeof complaint === 'string') return { path, value, message: complaint }
  const message = `json: cannot unmarshal ${complaint.found} into Go ${place} of type ${complaint.goType}`
  return { path, value, message }
}

function zeroOf(shape: Shape): unknown {
  switch (shape.kind) {
    case 'int32':
    case 'int64':
    case 'intOrString':
      return 0
    case 'bool':
      return false
    case 'list':
      return []
    case 'struct':
    case 'map':
      return {}
    case 'quantity':
      return '0'
    case 'duration':
      return '0s'
    case 'any':
      return null
    default:
      return ''
  }
}
