import type { Settings } from '../admission/settings.ts'
import type { Webhook } from '../admission/webhook.ts'
import { type Admission, admit, type SnapshotSource } from './admit.ts'
import type { BugReports } from './bug-reports.ts'
import type { App } from './create-app.ts'
import { deadlineOf } from './deadline.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import * as noVerdict from './no-verdict.ts'
import type { Overload } from './overload.ts'
import { parseJson } from './parse-json.ts'
import type { Replies, Reply, Request } from './replies.ts'
import { labelOf, logReview } from './review-log.ts'
import type { Trace } from './tracer.ts'
import type { WaitingRoom } from './waiting-room.ts'

export type RouteDependencies = Readonly<{
  webhooks: readonly Webhook[]
  /** Asked anew for each review, as they may change while the server runs. */
  settings: () => Settings
  source: SnapshotSource
  /** Why nothing can be decided yet, in a sentence; undefined once the objects of the cluster are known. */
  unreadyBecause: () => string | undefined
  /** What the process has too much of; reviews are then turned away before their bodies are read. */
  overload: () => Overload | undefined
  waitingRoom: WaitingRoom
  /** The longest time for one review, in milliseconds. */
  requestTimeout: number
  replies: Replies
  log: Logger
  metrics: Metrics
  bugs: BugReports
  /** Undefined where no traces are wanted. */
  trace?: Trace | undefined
}>

/** One call of a webhook: who asked, and since when. */
type Call = Readonly<{ webhook: string; request: Request; reply: Reply; startedAt: number }>

/** Serves each webhook at its path. */
export function addAdmissionRoutes(app: App, dependencies: RouteDependencies): void {
  for (const webhook of dependencies.webhooks) {
    const onRequest = createGate(webhook, dependencies)
    app.post(webhook.path, { onRequest }, createHandler(webhook, dependencies))
  }
}

/** Lets in what there is strength for. */
function createGate({ path: webhook }: Webhook, dependencies: RouteDependencies) {
  return (request: Request, reply: Reply, enter: () => void): void => {
    const overload = dependencies.overload()
    if (overload === undefined) enter()
    else
      withhold(dependencies, { webhook, request, reply, startedAt: performance.now() }, noVerdict.overloaded[overload])
  }
}

/** Decides within the call when all is at hand: there is a promise only for a review that has to wait. */
function createHandler(webhook: Webhook, dependencies: RouteDependencies) {
  const { settings, source, unreadyBecause, waitingRoom } = dependencies
  return (request: Request, reply: Reply): void | Promise<void> => {
    const call = { webhook: webhook.path, request, reply, startedAt: performance.now() }
    const unready = unreadyBecause()
    if (unready !== undefined) return withhold(dependencies, call, noVerdict.notReady(unready))
    const body = parseJson(request.body)
    if (body === undefined) return withhold(dependencies, call, noVerdict.notJson)
    const admission = admit(webhook, body.value, { settings: settings(), source, signal: waitingRoom.signal() })
    return admission instanceof Promise ? wait(dependencies, call, admission) : answer(dependencies, call, admission)
  }
}

async function wait(dependencies: RouteDependencies, call: Call, pending: Promise<Admission>): Promise<void> {
  const { metrics, waitingRoom, requestTimeout, bugs } = dependencies
  metrics.countLookUpMiss(call.webhook)
  const startedAt = performance.now()
  const admission = await waitingRoom.wait(pending, deadlineFor(call, requestTimeout))
  if (admission !== 'full') metrics.countWait(call.webhook, (performance.now() - startedAt) / 1000)
  if (admission !== 'full' && admission !== 'late') return answer(dependencies, call, admission)
  pending.catch((error: unknown) => bugs.ofReview(error, call.webhook, undefined))
  const elapsed = performance.now() - call.startedAt
  if (admission === 'late') metrics.countDeadlineMiss(call.webhook)
  withhold(dependencies, call, admission === 'full' ? noVerdict.noRoom : noVerdict.tooLate(elapsed))
}

function answer(dependencies: RouteDependencies, call: Call, admission: Admission): void {
  if (admission.outcome === 'answered') {
    giveVerdict(dependencies, call, admission)
  } else if (admission.outcome === 'look-up-failed') {
    withhold(dependencies, call, noVerdict.lookUpFailed(admission.review, admission.error))
  } else {
    withhold(dependencies, call, noVerdict.invalidRequest({ code: 400, message: admission.mistake }))
  }
}

/** Whoever is so quick is in time, and need not read what the deadline was. */
const quickMs = 1

/** Milliseconds that this call may take. */
function deadlineFor({ request }: Call, requestTimeout: number): number {
  const { timeout } = request.query as Readonly<{ timeout?: unknown }>
  return deadlineOf(timeout, requestTimeout)
}

function giveVerdict(
  { replies, metrics, log, requestTimeout, trace }: RouteDependencies,
  call: Call,
  { review, verdict, answer, patchBytes }: Extract<Admission, { outcome: 'answered' }>,
): void {
  const { webhook, request, reply, startedAt } = call
  replies.sendJson(reply, answer)
  const ms = performance.now() - startedAt
  metrics.countReview(webhook, review, labelOf(verdict), ms / 1000)
  if (verdict.findings.length > 0) metrics.countFindings(verdict.findings)
  if (patchBytes > 0) metrics.countPatch(webhook, patchBytes)
  if (ms >= quickMs && ms > deadlineFor(call, requestTimeout)) metrics.countDeadlineMiss(webhook)
  logReview(log, { webhook, review, verdict, ms })
  trace?.({
    ...{ traceparent: request.headers.traceparent, webhook, startedAt },
    ended: { operation: review.operation, verdict: labelOf(verdict) },
  })
}

function withhold(dependencies: RouteDependencies, call: Call, why: noVerdict.NoVerdict): void {
  const { webhook, request, reply, startedAt } = call
  noVerdict.withholdVerdict(dependencies, webhook, reply, why)
  const { traceparent } = request.headers
  dependencies.trace?.({ traceparent, webhook, startedAt, ended: { failure: why.reason } })
}
