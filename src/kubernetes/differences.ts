import { compareQuantities, parseQuantity } from './quantity.ts'
import type { Shape, StructShape } from './shape.ts'

/** A field that says something else than before. */
export type Difference = Readonly<{ path: string; before: unknown; after: unknown }>

type Fields = Readonly<Record<string, unknown>>

/**
 * The fields in which two decoded values differ for Kubernetes: quantities are compared by value, what is empty equals what
 * is absent, and fields that the shape does not know do not count. Mirrors apimachinery's equality.Semantic.DeepEqual,
 * which only says whether there is a difference.
 */
export function differences(shape: Shape, before: unknown, after: unknown, path: string): readonly Difference[] {
  if (before === after) return []
  if (shape.isPointer && (before === undefined || after === undefined)) return [{ path, before, after }]
  switch (shape.kind) {
    case 'struct':
      return inFields(shape, asFields(before), asFields(after), path)
    case 'map':
      return inEntries(shape.item, asFields(before), asFields(after), path)
    case 'list':
      return inItems(shape.item, before, after, path)
    default:
      return areEqual(shape, before, after) ? [] : [{ path, before, after }]
  }
}

const asFields = (value: unknown): Fields => (value ?? {}) as Fields

const keysOf = (before: Fields, after: Fields): readonly string[] => [
  ...new Set([...Object.keys(before), ...Object.keys(after)]),
]

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)

function inFields({ fields }: StructShape, before: Fields, after: Fields, path: string): readonly Difference[] {
  return keysOf(before, after).flatMap((name) => {
    const shape = fields.get(name)
    return shape === undefined ? [] : differences(shape, own(before, name), own(after, name), `${path}.${name}`)
  })
}

/** A key with an empty value is not the same as no key. */
function inEntries(shape: Shape, before: Fields, after: Fields, path: string): readonly Difference[] {
  return keysOf(before, after).flatMap((key) => {
    const [old, now] = [own(before, key), own(after, key)]
    const at = `${path}[${key}]`
    const isOnOneSide = old === undefined || now === undefined
    return isOnOneSide ? [{ path: at, before: old, after: now }] : differences(shape, old, now, at)
  })
}

function inItems(shape: Shape, before: unknown, after: unknown, path: string): readonly Difference[] {
  const [old, now] = [(before ?? []) as readonly unknown[], (after ?? []) as readonly unknown[]]
  if (old.length !== now.length) return [{ path, before, after }]
  return old.flatMap((item, i) => differences(shape, item, now[i], `${path}[${i}]`))
}

function areEqual(shape: Shape, before: unknown, after: unknown): boolean {
  if (shape.kind === 'quantity') return areEqualQuantities(before, after)
  if (shape.kind === 'any') return JSON.stringify(before) === JSON.stringify(after)
  return withoutZero(shape, before) === withoutZero(shape, after)
}

/** Where Go has no pointer, nobody can tell the zero value from an absent one. */
function withoutZero(shape: Shape, value: unknown): unknown {
  return !shape.isPointer && (value === '' || value === 0 || value === false) ? undefined : value
}

function areEqualQuantities(before: unknown, after: unknown): boolean {
  const [old, now] = [before, after].map((value) => parseQuantity((value ?? '0') as string | number))
  return old !== undefined && now !== undefined && compareQuantities(old, now) === 0
}
