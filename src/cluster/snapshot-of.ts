import type { Snapshot } from '../admission/snapshot.ts'
import { project } from './project.ts'
import { type ContentOf, isAmong, isOf, resourceNames, resources, type StoreOf } from './resources.ts'

/** What becomes of an object before it is looked at, kind by kind. */
export type Adjustments = { readonly [Name in keyof Snapshot]?: (object: ContentOf<Name>) => ContentOf<Name> }

export type Stores = { readonly [Name in keyof Snapshot]?: StoreOf<Name> }

/**
 * The objects of a cluster as they are given, and nothing else: no namespace, state or queue is made up. Of two objects of
 * the same name the later counts. Of an advisory kind that is not among them nothing is known: who lists queues need not
 * list priority classes. The objects stay as they were.
 */
export function snapshotOf(objects: readonly unknown[], adjustments: Adjustments = {}): Stores {
  const storeOf = <Name extends keyof Snapshot>(name: Name): StoreOf<Name> | undefined => {
    const { isAdvisory, shape, createStore } = resources[name]
    const adjust: Adjustments[Name] = adjustments[name]
    const given = objects.filter((object) => isOf(resources[name], object))
    if (isAdvisory && given.length === 0 && !isAmong(name, objects)) return undefined
    const store = createStore()
    for (const object of given) {
      const sound = project(shape, object)
      store.put(adjust === undefined ? sound : adjust(sound))
    }
    return store
  }
  const stores = resourceNames.map((name) => [name, storeOf(name)] as const)
  return Object.fromEntries(stores.filter(([, store]) => store !== undefined))
}
