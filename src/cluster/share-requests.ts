import { type Answer, fail } from './api-answer.ts'
import type { ApiClient } from './api-client.ts'
import { type Timers, untilAborted, withTimeout } from './timers.ts'

type Shared = { waiting: number; readonly answer: Promise<Answer<unknown>>; readonly abandon: () => void }

/**
 * Asks for a path; all who ask for the same one at the same time share a request. It takes `timeoutMs` at most, and ends when
 * nobody waits for it any more. Once a caller's signal is aborted, that is its answer.
 */
export function shareRequests(
  { send }: ApiClient,
  { timeoutMs, timers }: Readonly<{ timeoutMs: number; timers: Timers }>,
): (path: string, signal: AbortSignal) => Promise<Answer<unknown>> {
  const shared = new Map<string, Shared>()

  const begin = (path: string): Shared => {
    const controller = new AbortController()
    const timeout = withTimeout(timers, timeoutMs, controller.signal)
    const forget = () => {
      timeout.cancel()
      if (shared.get(path) === request) shared.delete(path)
    }
    const abandon = () => {
      forget()
      controller.abort()
    }
    const request = { waiting: 0, answer: send({ path, signal: timeout.signal }).finally(forget), abandon }
    shared.set(path, request)
    return request
  }
  return async (path, signal) => {
    if (signal.aborted) return reviewEnded
    const request = shared.get(path) ?? begin(path)
    request.waiting += 1
    const answer = await untilAborted(request.answer, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
      return reviewEnded
    })
    request.waiting -= 1
    if (request.waiting === 0) request.abandon()
    return answer
  }
}

const reviewEnded = fail('the review ended before the answer came', { isTimeout: true })
