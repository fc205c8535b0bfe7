import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'

/** One key of a path; in brackets stands the index of an item or the key of a map. */
const keyPattern = /\[([^\]]*)\]|([^.[\]]+)/g

export const keysOf = (path: string): readonly string[] =>
  [...path.matchAll(keyPattern)].map(([, bracketed, plain]) => bracketed ?? plain ?? '')

/**
 * Where in the text the field stands that the keys lead to, or, where there is none, the last field on the way that is
 * there. A field of a map stands where its name does. Undefined for an empty document.
 */
export function locateField(document: Document, keys: readonly string[]): number | undefined {
  let value: unknown = document.contents
  let offset = offsetOf(value)
  for (const key of keys) {
    const found = child(isAlias(value) ? value.resolve(document) : value, key)
    if (found === undefined) return offset
    offset = offsetOf(found.at) ?? offset
    value = found.value
  }
  return offset
}

type Found = Readonly<{ at: unknown; value: unknown }>

function child(parent: unknown, key: string): Found | undefined {
  if (isMap(parent)) {
    const pair: Pair | undefined = parent.items.find(({ key: name }) => isScalar(name) && String(name.value) === key)
    return pair && { at: pair.key, value: pair.value }
  }
  if (!isSeq(parent)) return undefined
  const item = parent.items[Number(key)]
  return item === undefined ? undefined : { at: item, value: item }
}

const offsetOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0]
