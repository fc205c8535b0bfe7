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
  const copies = new Set<unknown>()
  let current: unknown = object
  for (const { path, value } of patch) current = setAt(current, keysOf(path), 0, value, copies)
  return current as T
}

/** What stands at a pointer; undefined when nothing does. */
export const valueAt = (object: unknown, path: string): unknown =>
  keysOf(path).reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    object,
  )

function keysOf(path: string): readonly string[] {
  const [, ...keys] = path.split('/')
  return path.includes('~') ? keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')) : keys
}

type Fields = Record<string, unknown>

/** Each object on the way is copied once for the whole patch: `copies` may be changed. */
function setAt(target: unknown, keys: readonly string[], depth: number, value: unknown, copies: Set<unknown>): unknown {
  const key = keys[depth]
  if (key === undefined) return value
  if (typeof target !== 'object' || target === null) throw new Error(`patch has no parent for ${key}`)
  const copy = (copies.has(target) ? target : Array.isArray(target) ? [...target] : { ...target }) as Fields
  copies.add(copy)
  const name = key === '-' && Array.isArray(copy) ? String(copy.length) : key
  put(copy, name, setAt(Object.hasOwn(copy, name) ? copy[name] : undefined, keys, depth + 1, value, copies))
  return copy
}

/** Under the name `__proto__` an assignment would do something else. */
function put(fields: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value
  else Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true })
}
