import type { Queue } from '../../kubernetes/shapes/queue.ts'
import { hierarchyOf } from './hierarchy.ts'
import { nameOf } from './names.ts'

/** Another queue that stands somewhere in the tree of hierarchies. */
export type Leaf = Readonly<{ name: string; path: string }>

/** Of several queues the first in the alphabet, so that the answer is always the same. */
export function firstLeaf(all: Iterable<Queue>, own: string, isSought: (path: string) => boolean): Leaf | undefined {
  let first: Leaf | undefined
  for (const queue of all) {
    const { path } = hierarchyOf(queue)
    if (path === '' || !isSought(path)) continue
    const name = nameOf(queue)
    if (name !== own && (first === undefined || name < first.name)) first = { name, path }
  }
  return first
}
