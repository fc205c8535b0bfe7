import type { ObjectLookUp } from '../admission/snapshot.ts'
import { subdomainMistakes } from '../kubernetes/names.ts'
import type { ApiClient } from './api-client.ts'
import { LookUpFailed } from './object-source.ts'
import { resources } from './resources.ts'
import { shareRequests } from './share-requests.ts'
import type { Timers } from './timers.ts'

/**
 * Asks for an object by its name; undefined when it does not exist. Rejects with LookUpFailed, also when the signal is
 * aborted before the answer is here.
 */
export type LiveLookUp = (lookUp: ObjectLookUp, signal: AbortSignal) => Promise<unknown>

/**
 * No answer is remembered, not even that an object does not exist: it may be created the moment after, and the rate limit
 * of the client bounds what that costs. `timeoutMs` is the longest that one request takes, and `adviceTimeoutMs` for an
 * object of an advisory kind.
 */
export function createLiveLookUp(
  client: ApiClient,
  { timeoutMs, adviceTimeoutMs, timers }: Readonly<{ timeoutMs: number; adviceTimeoutMs: number; timers: Timers }>,
): LiveLookUp {
  const ask = shareRequests(client, { timeoutMs, timers })
  const askForAdvice = shareRequests(client, { timeoutMs: Math.min(timeoutMs, adviceTimeoutMs), timers })
  return async (lookUp, signal) => {
    const path = pathOf(lookUp)
    if (path === undefined) return undefined
    const { isAdvisory } = resources[lookUp.from]
    const { value, failure } = await (isAdvisory ? askForAdvice : ask)(path, signal)
    if (failure === undefined) return value
    if (failure.status === 404) return undefined
    throw new LookUpFailed(lookUp, failure.message, failure.isTimeout)
  }
}

/**
 * Undefined for what can be no name: such an object does not exist. Names come from users, unchecked as yet, and `..` in a
 * path would lead elsewhere.
 */
function pathOf(lookUp: ObjectLookUp): string | undefined {
  if (subdomainMistakes(lookUp.name).length > 0) return undefined
  const { path } = resources[lookUp.from]
  if (!('namespace' in lookUp)) return `${path}/${lookUp.name}`
  if (subdomainMistakes(lookUp.namespace).length > 0) return undefined
  return path.replace(/\/(\w+)$/, `/namespaces/${lookUp.namespace}/$1/${lookUp.name}`)
}
