import type { Settings } from '../admission/settings.ts'
import type { Webhook } from '../admission/webhook.ts'
import { decodeReview } from '../envelope/decode-review.ts'
import { addAdmissionRoutes } from './admission-routes.ts'
import type { SnapshotSource } from './admit.ts'
import type { BugReports } from './bug-reports.ts'
import { type App, createApp } from './create-app.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import { invalidRequest, stoppedByBug, withholdVerdict } from './no-verdict.ts'
import type { Overload } from './overload.ts'
import { parseJson } from './parse-json.ts'
import { protocolFailureOf } from './protocol-failure.ts'
import { createReplies, type Request } from './replies.ts'
import type { CertificatePair } from './tls-options.ts'
import type { Trace } from './tracer.ts'
import { createWaitingRoom } from './waiting-room.ts'

/** What the webhook server works with. */
export type AppDependencies = Readonly<{
  tls: CertificatePair
  /** The webhooks to serve; no path twice. */
  webhooks: readonly Webhook[]
  settings: () => Settings
  source: SnapshotSource
  /** Why nothing can be decided yet, in a sentence; undefined once the objects of the cluster are known. */
  unreadyBecause: () => string | undefined
  /** What the process has too much of; undefined while it can do more. */
  overload: () => Overload | undefined
  /** Aborted when the server is about to stop. */
  draining: AbortSignal
  /** `requestTimeout` is in milliseconds. */
  limits: Readonly<{ maxRequestBytes: number; maxRequestsInFlight: number; requestTimeout: number }>
  log: Logger
  metrics: Metrics
  bugs: BugReports
  /** Gets each call that was answered; undefined where no traces are wanted. */
  trace?: Trace | undefined
}>

/** The webhook server, which does not listen yet. Mirrors pkg/webhooks/router/server.go. */
export function buildApp(dependencies: AppDependencies): App {
  const { tls, webhooks, limits, draining, log, metrics, bugs, trace } = dependencies
  const { maxRequestBytes, maxRequestsInFlight, requestTimeout } = limits
  const replies = createReplies(draining)
  const waitingRoom = createWaitingRoom(maxRequestsInFlight)
  metrics.addGauge({
    name: 'volcano_admission_reviews_in_flight',
    help: 'Reviews that wait for objects of the cluster.',
    read: () => [{ value: waitingRoom.size() }],
  })
  const served = { method: 'POST', paths: webhooks.map(({ path }) => path) } as const
  const app = createApp({ tls, maxRequestBytes, replies, served })
  const recipients = { replies, metrics, log }

  app.setErrorHandler((error, request, reply) => {
    const webhook = request.routeOptions.url ?? 'none'
    const failure = protocolFailureOf(error, maxRequestBytes)
    if (failure !== undefined) return withholdVerdict(recipients, webhook, reply, invalidRequest(failure))
    const uid = uidOf(request)
    bugs.ofReview(error, webhook, uid)
    withholdVerdict(recipients, webhook, reply, stoppedByBug(uid))
    const startedAt = performance.now() - reply.elapsedTime
    trace?.({ traceparent: request.headers.traceparent, webhook, startedAt, ended: { failure: 'bug' } })
  })
  addAdmissionRoutes(app, { ...dependencies, replies, waitingRoom, requestTimeout })
  return app
}

/** Read again from the body, as nobody keeps it for the rare case of a bug. */
const uidOf = ({ body }: Request): string | undefined => decodeReview(parseJson(body)?.value).review?.uid
