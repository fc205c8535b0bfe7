import { defaultSettings } from '../../src/admission/settings.ts'
import type { Snapshot } from '../../src/admission/snapshot.ts'
import { type AppDependencies, buildApp } from '../../src/server/app.ts'
import { createBugReports } from '../../src/server/bug-reports.ts'
import { createLogger } from '../../src/server/logger.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { brokenWebhook, mutateToys, validateToys } from './webhooks.ts'

export const webhooks = [mutateToys, validateToys, brokenWebhook]

/** A cluster with the queue `default` and nothing else. */
export const smallCluster: Partial<Snapshot> = {
  jobs: { get: () => undefined },
  queues: { get: (name) => (name === 'default' ? {} : undefined), childrenOf: () => [], all: () => [{}] },
}

/** A webhook server that is ready and knows the small cluster, and what it writes to its log, line by line. */
export function buildServer(changes: Partial<AppDependencies> = {}) {
  const lines: Record<string, unknown>[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } })
  const metrics = createMetrics(webhooks.map(({ path }) => path))
  const bugs = createBugReports(log, metrics)
  const app = buildApp({
    tls: { certificate: '', key: '' },
    webhooks,
    settings: () => defaultSettings,
    source: { snapshotFor: () => smallCluster },
    unreadyBecause: () => undefined,
    overload: () => undefined,
    draining: new AbortController().signal,
    limits: { maxRequestBytes: 100_000, maxRequestsInFlight: 2, requestTimeout: 10_000 },
    log,
    metrics,
    bugs,
    ...changes,
  })
  const post = (path: string, payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    })
  /** The value of a metric, with its labels as in `name{label="value"}`. */
  const metric = async (name: string): Promise<number | undefined> => {
    const line = (await metrics.toText()).split('\n').find((candidate) => candidate.startsWith(`${name} `))
    return line === undefined ? undefined : Number(line.slice(name.length + 1))
  }
  return { app, post, lines, log, metrics, metric, bugs }
}
