import type { Remark } from '../plugin.ts'
import { placesOf } from './places.ts'

/** The items that a list lacks, and which of its own stand in the way of others. */
export type Lack<Item> = Readonly<{ items: readonly Item[]; remarks: readonly Remark[] }>

/** Where a list is, and the field by which its items are told apart. */
type List<Item> = Readonly<{ path: string; key: keyof Item & string }>

/** The wanted items whose key no present item has. A present item that says something else stays, with a remark. */
export function lacking<Item>(
  present: readonly Item[] | undefined = [],
  wanted: readonly Item[],
  { path, key }: List<Item>,
): Lack<Item> {
  const items: Item[] = []
  const remarks: Remark[] = []
  if (wanted.length === 0) return { items, remarks }
  const names = present.map((item) => item[key])
  const places = placesOf(names, wanted.length)
  for (const item of wanted) {
    const place = places.of(item[key])
    if (place < 0) {
      items.push(item)
      places.add(item[key])
    } else if (place < present.length && !covers(present[place], item)) {
      remarks.push(ownItem(`${path}[${place}].${key}`, key, item[key]))
    }
  }
  return { items, remarks }
}

export const ownItem = (path: string, key: string, value: unknown): Remark => ({
  path,
  value,
  message: `this ${key} is the pod's own: the job plugin leaves it`,
})

/** Whether everything that is wanted is there, whatever the API server has added to it. It drops empty texts. */
export function covers(present: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return (present ?? '') === wanted
  if (typeof present !== 'object' || present === null) return false
  return Object.keys(wanted).every((key) => covers(Reflect.get(present, key), Reflect.get(wanted, key)))
}
