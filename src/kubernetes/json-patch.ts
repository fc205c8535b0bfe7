/** RFC 6902 operations, made where the change is decided instead of by comparing whole objects afterwards. */
export type Operation = Readonly<{ op: 'add' | 'replace'; path: string; value: unknown }>
export type JsonPatch = readonly Operation[]

/** A JSON pointer from its keys: `pointer('metadata', 'annotations', 'a/b')` is `/metadata/annotations/a~1b`. */
export const pointer = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

export const add = (path: string, value: unknown): Operation => ({ op: 'add', path, value })

/** Appends items to a list that may be absent: then the list itself is what is added. */
export function append(path: string, list: readonly unknown[] | undefined, items: readonly unknown[]): JsonPatch {
  if (items.length === 0) return []
  return list === undefined ? [add(path, items)] : items.map((item) => add(`${path}/-`, item))
}

/**
 * The object as the API server stores it after the patch. The object given stays as it was; what the patch does not touch
 * is shared with it. Throws when an operation's parent does not exist, as that would be a bug in whoever made the patch.
 */
export function applyPatch<T>(object: T, patch: JsonPatch): T {
  return patch.reduce<unknown>((current, { path, value }) => setAt(current, keysOf(path), value), object) as T
}

/** What stands at a pointer; undefined when nothing does. */
export const valueAt = (object: unknown, path: string): unknown =>
  keysOf(path).reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    object,
  )

const keysOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(target)) {
    const position = key === '-' ? target.length : Number(key)
    return target.toSpliced(position, rest.length === 0 && key === '-' ? 0 : 1, setAt(target[position], rest, value))
  }
  if (typeof target !== 'object' || target === null) throw new Error(`patch has no parent for ${key}`)
  const copy = new Map(Object.entries(target))
  copy.set(key, setAt(copy.get(key), rest, value))
  return Object.fromEntries(copy)
}
