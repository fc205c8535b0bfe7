import type { JsonPatch } from '../../kubernetes/json-patch.ts'
import type { Mounted } from '../plugin.ts'
import { covers } from './lacking.ts'
import type { Wish } from './sort-wishes.ts'

/**
 * A list in which what Volcano's controller has put gives way to what a plugin wants otherwise here. Whatever else has the
 * same key is somebody's own.
 */
export function exchange<Item>(
  at: string,
  present: readonly Item[] | undefined,
  wishes: readonly Wish<'mount'>[],
  { partOf, key }: Readonly<{ partOf: (mounted: Mounted) => Item; key: keyof Item & string }>,
): Readonly<{ items: readonly Item[] | undefined; patch: JsonPatch }> {
  if (present === undefined || wishes.every(({ instead }) => instead === undefined))
    return { items: present, patch: [] }
  const open = wishes.flatMap(({ instead, ...wished }) =>
    instead === undefined ? [] : [{ wanted: partOf(wished), instead: partOf(instead) }],
  )
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
