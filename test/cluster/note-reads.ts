import type { Shape } from '../../src/kubernetes/shape.ts'

/**
 * The object, and `note` hears of each field that is read and that `kept` has not, such as `spec.tasks[].policies`. Whoever
 * copies an object reads it all.
 */
export function noteReads(object: unknown, kept: Shape, note: (path: string) => void, path = ''): unknown {
  if (typeof object !== 'object' || object === null) return object
  const at = (key: string): Readonly<{ path: string; shape: Shape | undefined }> => {
    if (kept.kind === 'list' && 'item' in kept) return { path: `${path}[]`, shape: kept.item }
    if (kept.kind === 'map' && 'item' in kept) return { path: `${path}[${key}]`, shape: kept.item }
    const shape = kept.kind === 'struct' && 'fields' in kept ? kept.fields.get(key) : undefined
    return { path: `${path}${path === '' ? '' : '.'}${key}`, shape }
  }
  return new Proxy(object, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      const isMethod =
        typeof key === 'symbol' || typeof value === 'function' || (Array.isArray(target) && key === 'length')
      if (isMethod) return value
      const next = at(key)
      if (next.shape !== undefined) return noteReads(value, next.shape, note, next.path)
      note(next.path)
      return value
    },
  })
}
