import type { Namespaced } from '../admission/snapshot.ts'
import { type Called, createStore, type Store } from './store.ts'

/** Objects that are found by their name in their namespace. */
export function createNamespacedStore<Content extends Called>(): Store<Content> & Namespaced<Content> {
  const store = createStore<Content>(({ metadata }) => keyOf(metadata?.namespace ?? '', metadata?.name ?? ''))
  return { ...store, get: (namespace, name) => store.find(keyOf(namespace, name)) }
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`
