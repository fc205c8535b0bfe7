import type { Answer } from './api-answer.ts'
import type { ApiClient, ApiRequest } from './api-client.ts'
import { type Timers, withTimeout } from './timers.ts'

/** What a request needs besides itself. */
export type Line = Readonly<{ client: ApiClient; timers: Timers; signal: AbortSignal }>

/** Sends a request that may take so many milliseconds, its answer included. */
export async function sendWithin(
  milliseconds: number,
  { client, timers, signal }: Line,
  request: Omit<ApiRequest, 'signal'>,
): Promise<Answer<unknown>> {
  const timeout = withTimeout(timers, milliseconds, signal)
  const answer = await client.send({ ...request, signal: timeout.signal })
  timeout.cancel()
  return answer
}
