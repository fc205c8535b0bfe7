import type { BugReports } from './bug-reports.ts'
import { type App, createApp } from './create-app.ts'
import type { Metrics } from './metrics.ts'
import { type Check, probe } from './probe.ts'
import { createReplies, type Reply, type Request } from './replies.ts'
import type { CertificatePair } from './tls-options.ts'

type HealthDependencies = Readonly<{
  tls: CertificatePair
  /** What must hold so that reviews should come here. */
  readiness: readonly Check[]
  /** Aborted when the server is about to stop, which makes it unready. */
  draining: AbortSignal
  metrics: Metrics
  bugs: BugReports
}>

const paths = ['/healthz', '/healthz/ping', '/livez', '/readyz', '/metrics']

/** Nothing here reads a body. */
const maxRequestBytes = 1024

/** That it answers is the check: the event loop turns. */
const ping: Check = { name: 'ping', findMistake: () => undefined }

/**
 * Health checks and metrics, for a listener of their own. /healthz is as in upstream, and like /livez asks nothing of the
 * cluster; /readyz names each check that fails. Mirrors volcano.sh/apis/pkg/apis/helpers: StartHealthz.
 */
export function buildHealthApp({ tls, readiness, draining, metrics, bugs }: HealthDependencies): App {
  const replies = createReplies(draining)
  const app = createApp({ tls, maxRequestBytes, replies, served: { method: 'GET', paths } })
  const notDraining: Check = {
    name: 'not-draining',
    findMistake: () => (draining.aborted ? 'the server is about to stop' : undefined),
  }
  const readinessChecks = [ping, ...readiness, notDraining]
  metrics.addGauge({
    name: 'volcano_admission_ready',
    help: 'Whether reviews should come here: 1 while /readyz says so, else 0.',
    read: async () => [{ value: (await isReady(readinessChecks)) ? 1 : 0 }],
  })
  const addProbe = (path: string, name: string, checks: readonly Check[]): void => {
    app.get(path, async (request: Request, reply: Reply) => {
      const { code, text } = await probe(name, checks, request.query as Readonly<Record<string, unknown>>)
      reply.header('x-content-type-options', 'nosniff')
      replies.sendText(reply, code, text)
    })
  }
  addProbe('/healthz', 'healthz', [ping])
  addProbe('/healthz/ping', 'ping', [ping])
  addProbe('/livez', 'livez', [ping])
  addProbe('/readyz', 'readyz', readinessChecks)
  app.get('/metrics', async (_request: Request, reply: Reply) => {
    replies.sendText(reply, 200, await metrics.toText(), metrics.contentType)
  })
  app.setErrorHandler((error, _request, reply) => {
    bugs.ofProcess(error)
    replies.fail(reply, { code: 500, message: 'a bug kept volcano-admission from an answer; see its log' })
  })
  return app
}

/** A check with a bug is told by /readyz; the other metrics must not suffer from it. */
const isReady = (checks: readonly Check[]): Promise<boolean> =>
  probe('readyz', checks, {}).then(
    ({ code }) => code === 200,
    () => false,
  )
