import type { Snapshot } from '../admission/snapshot.ts'
import type { Queue } from '../kubernetes/shapes/queue.ts'
import { createNamedStore } from './named-store.ts'
import type { Store } from './store.ts'

const none: readonly never[] = []

/**
 * Queues by name and by parent. Mirrors the index of cmd/webhook-manager/app/server.go: no parent is no entry. The list of a
 * queue's children is the same one until one of them changes.
 */
export function createQueueStore(): Store<Queue> & Snapshot['queues'] {
  const byName = createNamedStore<Queue>()
  const byParent = new Map<string, Map<string, Queue>>()
  const listed = new Map<string, readonly Queue[]>()

  const remove = (queue: Queue): void => {
    const name = nameOf(queue)
    const parent = parentOf(byName.get(name))
    const children = byParent.get(parent)
    listed.delete(parent)
    children?.delete(name)
    if (children?.size === 0) byParent.delete(parent)
    byName.remove(queue)
  }
  const put = (queue: Queue): void => {
    remove(queue)
    byName.put(queue)
    const parent = parentOf(queue)
    if (parent === '') return
    listed.delete(parent)
    const children = byParent.get(parent) ?? new Map<string, Queue>()
    byParent.set(parent, children.set(nameOf(queue), queue))
  }
  return {
    ...byName,
    childrenOf(parent) {
      const known = listed.get(parent)
      if (known !== undefined) return known
      const children = byParent.get(parent)
      if (children === undefined) return none
      const list = [...children.values()]
      listed.set(parent, list)
      return list
    },
    put,
    remove,
    replaceAll(queues) {
      byName.replaceAll([])
      byParent.clear()
      listed.clear()
      for (const queue of queues) put(queue)
    },
  }
}

const nameOf = ({ metadata }: Queue): string => metadata?.name ?? ''

const parentOf = (queue: Queue | undefined): string => queue?.spec?.parent ?? ''
