/** The objects of one kind, at hand under their names. Objects are replaced, never changed. */
export type Store<Content> = Readonly<{
  put: (object: Content) => void
  /** Removes the object of that name, whatever else it says. */
  remove: (object: Content) => void
  /** These are all objects: others go. */
  replaceAll: (objects: Iterable<Content>) => void
  size: () => number
}>

/** What an object is called. */
export type Called = Readonly<{ metadata?: Readonly<{ namespace?: string; name?: string }> }>

/** A store of objects of which each has a key of its own. */
export function createStore<Content>(
  keyOf: (object: Content) => string,
): Store<Content> & Readonly<{ find: (key: string) => Content | undefined; all: () => Iterable<Content> }> {
  const byKey = new Map<string, Content>()
  const put = (object: Content) => void byKey.set(keyOf(object), object)
  const everything = { [Symbol.iterator]: () => byKey.values() }
  return {
    find: (key) => byKey.get(key),
    all: () => everything,
    put,
    remove: (object) => void byKey.delete(keyOf(object)),
    replaceAll(objects) {
      byKey.clear()
      for (const object of objects) put(object)
    },
    size: () => byKey.size,
  }
}
