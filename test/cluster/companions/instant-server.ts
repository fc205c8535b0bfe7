import { type Answer, fail } from '../../../src/cluster/api-answer.ts'
import type { ApiClient, ApiRequest } from '../../../src/cluster/api-client.ts'
import { createCollections, type Stored } from '../fake-collections.ts'

/** What comes of a request instead of an answer. */
export type InstantFault = (request: ApiRequest) => Answer<unknown> | Promise<Answer<unknown>>

/** An API server that answers before any clock moves on, so that tests with a clock of their own are exact. */
export function createInstantServer() {
  const collections = createCollections()
  let fault: InstantFault | undefined
  const send: ApiClient['send'] = async (request) => {
    const { method = 'GET', path, body } = request
    if (fault) return fault(request)
    const object = body?.content as Stored
    const reply = () => {
      if (method === 'GET') return collections.get(path)
      return method === 'POST' ? collections.create(path, object) : collections.patch(path, object)
    }
    const { code, body: content } = reply()
    return code < 300 ? { value: content } : fail(`HTTP ${code}`, { status: code })
  }
  const client: ApiClient = { send, open: async () => fail('nothing can be watched here'), close: () => undefined }
  const failWith = (next: InstantFault | undefined) => {
    fault = next
  }
  return { ...collections, client, failWith }
}

export const refuse =
  (status: number): InstantFault =>
  () =>
    fail(`HTTP ${status}`, { status })

/** No answer comes before the request is given up. */
export const hang: InstantFault = ({ signal }) =>
  new Promise((resolve) => {
    const giveUp = () => resolve(fail('given up', { isTimeout: true }))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp)
  })
