import type { Review } from '../admission/review.ts'
import { errorMessage } from './error-message.ts'
import type { Failure } from './failure.ts'
import type { Logger } from './logger.ts'
import type { FailureReason, Metrics, ShedReason } from './metrics.ts'
import type { Overload } from './overload.ts'
import type { Replies, Reply } from './replies.ts'

/** Why a call gets no verdict, so that its failurePolicy decides; `details` are for the log. */
export type NoVerdict = Readonly<{ reason: FailureReason; failure: Failure; shed?: ShedReason; details?: object }>

export const invalidRequest = (failure: Failure): NoVerdict => ({ reason: 'invalid_request', failure })

export const notJson = invalidRequest({ code: 400, message: 'the request body is not JSON' })

export const notReady = (because: string): NoVerdict => ({
  reason: 'not_ready',
  failure: { code: 503, message: `volcano-admission is not ready yet: ${because}`, retryAfterSeconds: 1 },
})

const shed = (reason: ShedReason, because: string): NoVerdict => ({
  reason: 'overloaded',
  shed: reason,
  failure: { code: 503, message: `${because}; try again`, retryAfterSeconds: 1 },
  details: { shed: reason },
})

export const noRoom = shed(
  'waiting_room',
  'too many reviews wait for objects of the cluster at once (--max-requests-in-flight)',
)

/** By what the process has too much of. */
export const overloaded: Readonly<Record<Overload, NoVerdict>> = {
  event_loop_delay: shed('event_loop_delay', 'reviews wait too long for their turn (--max-event-loop-delay)'),
  memory: shed('memory', 'volcano-admission has hardly any memory left (--max-memory-percent)'),
}

export const tooLate = (ms: number): NoVerdict => ({
  reason: 'deadline_exceeded',
  failure: {
    code: 504,
    message: `the objects of the cluster that the decision needs did not arrive within ${Math.round(ms)} ms; try again`,
  },
})

export function lookUpFailed({ uid }: Review, error: unknown): NoVerdict {
  const message = errorMessage(error)
  const isTimeout = error instanceof Error && 'isTimeout' in error && error.isTimeout === true
  return {
    reason: 'look_up_failed',
    failure: {
      code: isTimeout ? 504 : 503,
      message: `the decision needs objects of the cluster that could not be read: ${message}`,
    },
    details: { uid, message },
  }
}

export const stoppedByBug = (uid: string | undefined): NoVerdict => ({
  reason: 'bug',
  failure: { code: 500, message: `a bug kept volcano-admission from a verdict; see its log for uid ${uid}` },
  details: { uid },
})

type Recipients = Readonly<{ replies: Replies; metrics: Metrics; log: Logger }>

/** Tells the caller, and counts and logs it. */
export function withholdVerdict(
  { replies, metrics, log }: Recipients,
  webhook: string,
  reply: Reply,
  { reason, failure, shed, details }: NoVerdict,
): void {
  replies.fail(reply, failure)
  metrics.countFailure(webhook, reason)
  if (shed !== undefined) metrics.countShed(webhook, shed)
  log.warn({ webhook, reason, code: failure.code, ...details }, 'no verdict')
}
