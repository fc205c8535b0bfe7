import { afterEach, expect, it, vi } from 'vitest'
import { createWaitingRoom } from '../../src/server/waiting-room.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('gives each that waits a signal of its own', async () => {
  const room = createWaitingRoom(2)
  const first = room.signal()
  const waiting = room.wait(new Promise(() => {}), 1)
  const second = room.signal()
  expect(second).not.toBe(first)
  expect(room.size()).toBe(1)
  expect(await waiting).toBe('late')
  expect([first.aborted, second.aborted, room.size()]).toEqual([true, false, 0])
})

it('hands on what was waited for, failures too', async () => {
  vi.useFakeTimers()
  const room = createWaitingRoom(1)
  expect(await room.wait(Promise.resolve(7), 1000)).toBe(7)
  await expect(room.wait(Promise.reject(new Error('a bug')), 1000)).rejects.toThrow('a bug')
  expect([room.size(), vi.getTimerCount()]).toEqual([0, 0])
})

it('has no room for one too many', async () => {
  const room = createWaitingRoom(1)
  const pending = Promise.withResolvers<number>()
  const waiting = room.wait(pending.promise, 1000)
  expect(room.signal().aborted).toBe(true)
  expect(await room.wait(new Promise(() => {}), 1000)).toBe('full')
  pending.resolve(7)
  expect(await waiting).toBe(7)
  expect(room.signal().aborted).toBe(false)
})
