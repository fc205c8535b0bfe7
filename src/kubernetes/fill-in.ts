import { add, type JsonPatch, type Operation, pointer } from './json-patch.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The object with what is wanted of it: fields that `wanted` does not name are as they are. A list that is as long as the one
 * that is there says what is wanted of each item; any other takes its place. The object given stays as it was, and shares
 * with the result what is not touched.
 */
export function fillIn<Of>(present: Of, wanted: unknown): Of {
  if (isSame(present, wanted)) return present
  if (isList(present) && isList(wanted) && present.length === wanted.length)
    return present.map((item, i) => fillIn(item, wanted[i])) as Of
  if (!isObject(present) || !isObject(wanted)) return wanted as Of
  const filled: Record<string, unknown> = { ...present }
  for (const name in wanted)
    if (!isSame(present[name], wanted[name])) filled[name] = fillIn(present[name], wanted[name])
  return filled as Of
}

/** What has to be added to an object, at leaf paths, for `fillIn` to have nothing to do, in the order of what is wanted. */
export function additions(present: unknown, wanted: unknown, path: string): JsonPatch {
  const patch: Operation[] = []
  collect(present, wanted, path, patch)
  return patch
}

function collect(present: unknown, wanted: unknown, path: string, patch: Operation[]): void {
  if (isList(present) && isList(wanted) && present.length === wanted.length) {
    for (let i = 0; i < present.length; i++) collect(present[i], wanted[i], `${path}/${i}`, patch)
  } else if (isObject(present) && isObject(wanted)) {
    for (const name in wanted)
      if (!isSame(present[name], wanted[name])) collect(present[name], wanted[name], path + pointer(name), patch)
  } else if (!isSame(present, wanted)) {
    patch.push(add(path, wanted))
  }
}

/** What is not wanted to be anything stays. */
const isSame = (present: unknown, wanted: unknown): boolean => wanted === undefined || present === wanted

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !isList(value)
