import type { AccessLookUp, QueueAccess } from '../admission/snapshot.ts'
import { type Answer, fail } from './api-answer.ts'
import type { ApiClient } from './api-client.ts'
import { LookUpFailed } from './object-source.ts'
import { rememberRights } from './remembered-rights.ts'
import { type Timers, untilAborted, withTimeout } from './timers.ts'

/** Finds out who may use which queue, by asking the API server, and remembers the answers for a while. */
export type QueueAccessReviews = Readonly<{
  /** Undefined for advice that could not be had in time. Rejects with LookUpFailed. */
  accessFor: (
    lookUps: readonly AccessLookUp[],
    signal: AbortSignal,
  ) => QueueAccess | Promise<QueueAccess | undefined> | undefined
}>

type Bounds = Readonly<{ timeoutMs: number; adviceTimeoutMs: number; timers: Timers }>
/**
 * The right is the verb `use` of the queue, which RBAC grants as any other. All who wait for the same answer share a request,
 * which takes `timeoutMs` at most; whoever asks for advice waits for `adviceTimeoutMs`.
 */
export function createQueueAccess(
  { send }: ApiClient,
  { timeoutMs, adviceTimeoutMs, timers }: Bounds,
): QueueAccessReviews {
  const { find, keep } = rememberRights(timers)
  const pending = new Map<string, Promise<Answer<unknown>>>()

  const request = (lookUp: AccessLookUp, key: string): Promise<Answer<unknown>> => {
    const running = pending.get(key)
    if (running !== undefined) return running
    const timeout = withTimeout(timers, timeoutMs, never)
    const body = { type: 'application/json', content: reviewOf(lookUp) }
    const answer = send({ method: 'POST', path, body, signal: timeout.signal }).finally(() => {
      timeout.cancel()
      pending.delete(key)
    })
    pending.set(key, answer)
    return answer
  }
  const ask = async (lookUp: AccessLookUp, key: string, signal: AbortSignal): Promise<boolean> => {
    const limit = withTimeout(timers, lookUp.isForAdvice ? adviceTimeoutMs : timeoutMs, signal)
    const answer = await untilAborted(request(lookUp, key), limit.signal)
      .catch(() => late)
      .finally(limit.cancel)
    if (answer.failure !== undefined) throw new LookUpFailed(lookUp, answer.failure.message, answer.failure.isTimeout)
    const isAllowed = isAllowedBy(answer.value)
    keep(key, isAllowed)
    return isAllowed
  }
  return {
    accessFor(lookUps, signal) {
      const answers = new Map<string, boolean>()
      const missing: [AccessLookUp, string][] = []
      for (const lookUp of lookUps) {
        const key = keyOf(lookUp)
        const answer = find(key)
        if (answer === undefined) missing.push([lookUp, key])
        else answers.set(key, answer)
      }
      const access: QueueAccess = { mayUse: (name, requester) => answers.get(keyOf({ name, requester })) }
      if (missing.length === 0) return access
      if (signal.aborted && missing.every(([{ isForAdvice }]) => isForAdvice)) return undefined
      const asked = missing.map(async ([lookUp, key]) => answers.set(key, await ask(lookUp, key, signal)))
      return Promise.all(asked).then(
        () => access,
        (error: unknown) => {
          if (missing.every(([{ isForAdvice }]) => isForAdvice)) return undefined
          throw error
        },
      )
    },
  }
}

const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
const never = new AbortController().signal
const late = fail('the answer did not come in time', { isTimeout: true })

const keyOf = ({
  name,
  requester: { username, uid, groups, extra },
}: Pick<AccessLookUp, 'name' | 'requester'>): string => JSON.stringify([name, username, uid, groups, extra])

const reviewOf = ({ name, requester: { username, uid, groups, extra } }: AccessLookUp): unknown => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SubjectAccessReview',
  spec: {
    user: username,
    uid,
    groups,
    extra,
    resourceAttributes: { group: 'scheduling.volcano.sh', version: 'v1beta1', resource: 'queues', verb: 'use', name },
  },
})

const isAllowedBy = (review: unknown): boolean =>
  (review as Readonly<{ status?: Readonly<{ allowed?: unknown }> }> | undefined)?.status?.allowed === true
