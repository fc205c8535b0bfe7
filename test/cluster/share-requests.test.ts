import { expect, test } from 'vitest'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { shareRequests } from '../../src/cluster/share-requests.ts'
import { createHastyTimers } from './hasty-timers.ts'

test('nothing is sent for a review that has ended', async () => {
  const sent: string[] = []
  const client: ApiClient = {
    send: async ({ path }) => {
      sent.push(path)
      return { value: {} }
    },
    open: () => Promise.reject(new Error('nobody opens anything here')),
    close: () => undefined,
  }
  const ask = shareRequests(client, { timeoutMs: 25_000, timers: createHastyTimers() })
  const answer = await ask('/a', AbortSignal.abort())
  expect([answer.failure?.message, answer.failure?.isTimeout]).toEqual([
    'the review ended before the answer came',
    true,
  ])
  await ask('/b', new AbortController().signal)
  expect(sent).toEqual(['/b'])
})
