import type { Shape, StructShape } from './shape.ts'

/** The name of a field, the index of an item or the key of an entry. */
export type Key = string | number

/** The path as Kubernetes writes it, and the place as Go does: with embedded structs, without indexes and keys of maps. */
export function locate(root: Shape, keys: readonly Key[]): Readonly<{ path: string; place: string }> {
  const names: string[] = []
  let shape = root
  let path = ''
  let place = 'value'
  for (const key of keys) {
    if (shape.kind === 'struct') {
      names.push(...goNamesOf(shape, String(key)))
      place = `struct field ${nameOf(shape.goType)}.${names.join('.')}`
      path += path === '' ? key : `.${key}`
    } else {
      path += `[${key}]`
    }
    shape = within(shape, key)
  }
  return { path, place }
}

const goNamesOf = ({ embedded }: StructShape, name: string): readonly string[] =>
  embedded?.fields.has(name) ? [nameOf(embedded.goType), name] : [name]

function within(shape: Shape, key: Key): Shape {
  if (shape.kind === 'struct') return shape.fields.get(String(key)) ?? shape
  return shape.kind === 'list' || shape.kind === 'map' ? shape.item : shape
}

/** `Container` of `v1.Container`. */
const nameOf = (goType: string): string => goType.slice(goType.indexOf('.') + 1)
