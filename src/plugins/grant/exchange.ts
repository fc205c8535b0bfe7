import type { JsonPatch } from '../../kubernetes/json-patch.ts'
import { covers } from './lacking.ts'

/** What is wanted, and what Volcano's controller puts there in its place. */
type Exchange<Item> = Readonly<{ wanted: Item; instead: Item | undefined }>

/**
 * A list in which what Volcano's controller has put gives way to what a plugin wants otherwise here. Whatever else has the
 * same key is somebody's own.
 */
export function exchange<Item>(
  at: string,
  present: readonly Item[] | undefined,
  exchanges: readonly Exchange<Item>[],
  key: keyof Item & string,
): Readonly<{ items: readonly Item[] | undefined; patch: JsonPatch }> {
  const open = exchanges.filter(({ wanted, instead }) => instead !== undefined && !covers(instead, wanted))
  if (present === undefined || open.length === 0) return { items: present, patch: [] }
  const found = present.map((item) =>
    open.find(({ wanted, instead }) => wanted[key] === item[key] && covers(item, instead) && !covers(item, wanted)),
  )
  return {
    items: present.map((item, i) => found[i]?.wanted ?? item),
    patch: found.flatMap((each, i) =>
      each === undefined ? [] : [{ op: 'replace' as const, path: `${at}/${i}`, value: each.wanted }],
    ),
  }
}
