import { findDurationMistake } from './go-duration.ts'
import { findTimeMistake } from './go-time.ts'
import { findQuantityMistake, wrongQuantity } from './quantity.ts'
import type { Shape } from './shape.ts'

/** A whole sentence of Go, or the part of one that does not depend on the place: a `string` is no `int32`. */
export type Complaint = string | Readonly<{ found: string; goType: string }>

/** What is wrong with a value itself, apart from what it contains; undefined when it is of the type of the shape. */
export const complain = ({ kind, goType }: Shape, value: unknown): Complaint | undefined =>
  complaints[kind](value, goType)

const complaints: { readonly [Kind in Shape['kind']]: (value: unknown, goType: string) => Complaint | undefined } = {
  string: (value, goType) => (typeof value === 'string' ? undefined : mismatch(value, goType)),
  bool: (value, goType) => (typeof value === 'boolean' ? undefined : mismatch(value, goType)),
  int32: (value, goType) => complainOfInteger(value, goType, 2 ** 31 - 1),
  int64: (value, goType) => complainOfInteger(value, goType, 2 ** 63 - 1),
  quantity: (value) =>
    typeof value === 'string' || typeof value === 'number' ? findQuantityMistake(value) : wrongQuantity,
  duration: (value) => (typeof value === 'string' ? findDurationMistake(value) : mismatch(value, 'string')),
  time: (value) => (typeof value === 'string' ? findTimeMistake(value) : mismatch(value, 'string')),
  intOrString: (value) => (typeof value === 'string' ? undefined : complainOfInteger(value, 'int32', 2 ** 31 - 1)),
  any: () => undefined,
  struct: (value, goType) => (isObject(value) ? undefined : mismatch(value, goType)),
  map: (value, goType) => (isObject(value) ? undefined : mismatch(value, goType)),
  list: (value, goType) => (Array.isArray(value) ? undefined : mismatch(value, goType)),
}

/** The largest int64 rounds to 2^63: JavaScript cannot tell the two apart. */
function complainOfInteger(value: unknown, goType: string, max: number): Complaint | undefined {
  if (typeof value !== 'number') return mismatch(value, goType)
  const fits = Number.isInteger(value) && value <= max && value >= -max - 1
  return fits ? undefined : { found: `number ${value}`, goType }
}

const mismatch = (value: unknown, goType: string): Complaint => ({ found: jsonTypeOf(value), goType })

/** Whether a value that is not null is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && !Array.isArray(value)

/** What Go calls the type of a JSON value that is not null. */
function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
