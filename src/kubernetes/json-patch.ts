/** RFC 6902 operations, made where the change is decided instead of by comparing whole objects afterwards. */
export type Operation = Readonly<{ op: 'add' | 'replace'; path: string; value: unknown }>
export type JsonPatch = readonly Operation[]

/** A JSON pointer from its keys: `pointer('metadata', 'annotations', 'a/b')` is `/metadata/annotations/a~1b`. */
export const pointer = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${writeEscapes(String(key))}`).join('')

const writeEscapes = (key: string): string =>
  key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key

export const add = (path: string, value: unknown): Operation => ({ op: 'add', path, value })

/** Appends items to a list that may be absent: then the list itself is what is added. */
export function append(path: string, list: readonly unknown[] | undefined, items: readonly unknown[]): JsonPatch {
  if (items.length === 0) return []
  return list === undefined ? [add(path, items)] : items.map((item) => add(`${path}/-`, item))
}

/**
 * The object as the API server stores it after the patch. The object given stays as it was; what the patch does not touch
 * is shared with it. Throws when an operation's parent does not exist, as that would be a bug in whoever made the patch, and
 * so would be a path to the whole object.
 */
export function applyPatch<T>(object: T, patch: JsonPatch): T {
  const root: Fields = { '': object }
  // Each object on the way is copied once.
  const copies = new Map<string, Fields>()
  for (const { path, value } of patch) {
    const end = path.lastIndexOf('/')
    if (end < 0) throw new Error('patch replaces the whole object')
    const parent = copyAt(path.slice(0, end), root, copies)
    const name = nameIn(parent, readEscapes(path.slice(end + 1)))
    // What was copied of an object is gone with it.
    if (typeof parent[name] === 'object') copies.clear()
    put(parent, name, value)
  }
  return root[''] as T
}

/** The object at a path, which may be changed. */
function copyAt(path: string, root: Fields, copies: Map<string, Fields>): Fields {
  const known = copies.get(path)
  if (known !== undefined) return known
  const end = path.lastIndexOf('/')
  const parent = end < 0 ? root : copyAt(path.slice(0, end), root, copies)
  const name = readEscapes(path.slice(end + 1))
  const child = Object.hasOwn(parent, name) ? parent[name] : undefined
  if (typeof child !== 'object' || child === null) throw new Error(`patch goes through ${name}, which is not there`)
  const copy = (Array.isArray(child) ? [...child] : { ...child }) as Fields
  put(parent, name, copy)
  copies.set(path, copy)
  return copy
}

/** What stands at a pointer; undefined when nothing does. */
export const valueAt = (object: unknown, path: string): unknown =>
  keysOf(path).reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    object,
  )

function keysOf(path: string): readonly string[] {
  const [, ...keys] = path.split('/')
  return path.includes('~') ? keys.map(readEscapes) : keys
}

const readEscapes = (key: string): string => (key.includes('~') ? key.replaceAll('~1', '/').replaceAll('~0', '~') : key)

type Fields = Record<string, unknown>

/** `-` is the place behind the last item. */
const nameIn = (parent: Fields, key: string): string =>
  key === '-' && Array.isArray(parent) ? String(parent.length) : key

/** Under the name `__proto__` an assignment would do something else. */
function put(fields: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value
  else Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true })
}
