import { decode } from '../kubernetes/decode.ts'
import type { Decoded, Shape } from '../kubernetes/shape.ts'

/**
 * A new object with nothing but the fields of the shape. Whatever `value` is, the result is sound: a field of a wrong type
 * is left out. The value stays as it was.
 */
export const project = <const Described extends Shape>(shape: Described, value: unknown): Decoded<Described> =>
  decode(shape, pick(shape, value)).value

function pick(shape: Shape, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => pick(shape.item, item))
  if (shape.kind === 'map') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pick(shape.item, item)]))
  }
  if (shape.kind !== 'struct') return value
  const picked: Record<string, unknown> = {}
  for (const [name, field] of shape.fields) {
    const found: unknown = Reflect.get(value, name)
    if (found !== undefined) picked[name] = pick(field, found)
  }
  return picked
}
