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
 * is shared with it. Throws when an operation's parent does not exist, as that would be a bug in whoever made the patch, and
 * so would be a path to the whole object.
 */
export function applyPatch<T>(object: T, patch: JsonPatch): T {
  const root: Fields = { '': object }
  const copies = new Set<unknown>()
  let parent = root
  let parentPath: string | undefined
  for (const { path, value } of patch) {
    const { before, key } = divide(path)
    // Most operations are on the same object as the one before.
    if (before !== parentPath) parent = copyAlong(root, keysOf(before), copies)
    parentPath = before
    put(parent, nameIn(parent, key), value)
  }
  return root[''] as T
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

/** `/spec/a~1b` is `a/b` in `/spec`. */
function divide(path: string): Readonly<{ before: string; key: string }> {
  const end = path.lastIndexOf('/')
  if (end < 0) throw new Error('patch replaces the whole object')
  return { before: path.slice(0, end), key: readEscapes(path.slice(end + 1)) }
}

type Fields = Record<string, unknown>

/** The object to which keys lead, which may be changed: each object on the way is copied once for the whole patch. */
function copyAlong(root: Fields, keys: readonly string[], copies: Set<unknown>): Fields {
  let at = root
  for (const key of ['', ...keys]) {
    const child = Object.hasOwn(at, key) ? at[key] : undefined
    if (typeof child !== 'object' || child === null) throw new Error(`patch goes through ${key}, which is not there`)
    if (copies.has(child)) {
      at = child as Fields
    } else {
      const copy = (Array.isArray(child) ? [...child] : { ...child }) as Fields
      copies.add(copy)
      put(at, key, copy)
      at = copy
    }
  }
  return at
}

/** `-` is the place behind the last item. */
const nameIn = (parent: Fields, key: string): string =>
  key === '-' && Array.isArray(parent) ? String(parent.length) : key

/** Under the name `__proto__` an assignment would do something else. */
function put(fields: Fields, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value
  else Object.defineProperty(fields, name, { value, writable: true, enumerable: true, configurable: true })
}
