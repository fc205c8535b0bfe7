import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createQueueStore } from '../../src/cluster/queue-store.ts'
import type { Queue } from '../../src/kubernetes/shapes/queue.ts'

const queue = (name: string, parent?: string): Queue => ({
  metadata: { name },
  ...(parent === undefined ? {} : { spec: { parent } }),
})

test('queues are found by name and by parent', () => {
  const store = createQueueStore()
  store.replaceAll([queue('root'), queue('a', 'root'), queue('b', 'root'), queue('c', 'a'), queue('d', '')])
  expect(store.get('a')).toEqual(queue('a', 'root'))
  expect(store.childrenOf('root')).toEqual([queue('a', 'root'), queue('b', 'root')])
  expect([store.childrenOf('d'), store.childrenOf(''), store.size()]).toEqual([[], [], 5])
})

test('all queues are there for whoever asks, as often as asked', () => {
  const store = createQueueStore()
  store.replaceAll([queue('a'), queue('b', 'a')])
  const all = store.all()
  expect([[...all], [...all]]).toEqual([
    [queue('a'), queue('b', 'a')],
    [queue('a'), queue('b', 'a')],
  ])
  store.replaceAll([queue('c')])
  expect([[...store.all()], store.childrenOf('a')]).toEqual([[queue('c')], []])
})

test('a queue that moves is a child of its new parent alone', () => {
  const store = createQueueStore()
  store.put(queue('a', 'x'))
  store.put(queue('a', 'y'))
  expect([store.childrenOf('x'), store.childrenOf('y')]).toEqual([[], [queue('a', 'y')]])
  store.remove(queue('a', 'unknown'))
  expect([store.get('a'), store.childrenOf('y'), store.size()]).toEqual([undefined, [], 0])
})

test('the list of children is the same one until one of them changes', () => {
  const store = createQueueStore()
  store.put(queue('a', 'x'))
  const before = store.childrenOf('x')
  store.put(queue('b', 'y'))
  expect(store.childrenOf('x')).toBe(before)
  store.put(queue('a', 'x'))
  expect(store.childrenOf('x')).not.toBe(before)
})

test('the index by parent says what the queues say, whatever happened before', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const any = fc.tuple(name, fc.option(name, { nil: undefined })).map(([own, parent]) => queue(own, parent))
  const step = fc.record({ does: fc.constantFrom('put' as const, 'remove' as const), queue: any })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const store = createQueueStore()
      const truth = new Map<string, Queue>()
      for (const { does, queue: changed } of steps) {
        store[does](changed)
        const key = changed.metadata?.name ?? ''
        if (does === 'put') truth.set(key, changed)
        else truth.delete(key)
        for (const parent of ['a', 'b', 'c']) {
          const children = [...truth.values()].filter(({ spec }) => spec?.parent === parent)
          expect(new Set(store.childrenOf(parent))).toEqual(new Set(children))
        }
      }
      expect(store.size()).toBe(truth.size)
    }),
  )
})
