import type { Named } from '../admission/snapshot.ts'
import { type Called, createStore, type Store } from './store.ts'

/** Objects that are found by their name. */
export function createNamedStore<Content extends Called>(): Store<Content> &
  Named<Content> &
  Readonly<{ all: () => Iterable<Content> }> {
  const store = createStore<Content>(({ metadata }) => metadata?.name ?? '')
  return { ...store, get: store.find }
}
