import { setTimeout as sleep } from 'node:timers/promises'
import { webhooks } from '../admission/webhooks.ts'
import type { Config } from '../config/config.ts'
import { buildApp } from '../server/app.ts'
import { createBugReports } from '../server/bug-reports.ts'
import type { App } from '../server/create-app.ts'
import { drainOnSignals } from '../server/drain.ts'
import { buildHealthApp } from '../server/health-app.ts'
import { listen } from '../server/listen.ts'
import type { Logger } from '../server/logger.ts'
import { createMetrics } from '../server/metrics.ts'
import { replaceCertificate } from '../server/tls-options.ts'
import { exit, type Terminal } from './command.ts'
import { followSettings } from './follow-settings.ts'
import { greet } from './greet.ts'
import { keepCaBundles } from './keep-ca-bundles.ts'
import { observe } from './observe.ts'
import { openCertificate } from './open-certificate.ts'
import { openObjects } from './open-objects.ts'

/** Builds the server of its parts and lets it run. Resolves only when it cannot start. */
export async function runServer(config: Config, log: Logger, terminal: Terminal): Promise<number> {
  const served = config.enabledAdmission.flatMap((path) => webhooks.filter((webhook) => webhook.path === path))
  const metrics = createMetrics(config.enabledAdmission)
  const bugs = createBugReports(log, metrics)
  process.on('unhandledRejection', bugs.ofProcess)

  const settings = followSettings(config, log)
  const objects = await openObjects(config, served, settings.current(), log)
  if (objects.mistakes !== undefined) return giveUp(objects.mistakes)
  const { source, client } = objects.value
  const aligned = client && settings.alignWith(client)
  const opened = await openCertificate(config, client, log)
  if (opened.mistakes !== undefined) return giveUp(opened.mistakes)
  const certificate = opened.value
  observe(metrics, source, () => certificate.current().certificate, Date.now)

  const draining = new AbortController()
  const tls = certificate.current()
  const unreadyBecause = () => (source.isSynced() ? undefined : 'the objects of the cluster are still being read')
  const app = buildApp({
    ...{ tls, webhooks: served, settings: settings.current, source, unreadyBecause, log, metrics, bugs },
    ...{ draining: draining.signal, limits: config.limits },
  })
  const readiness = [
    { name: 'cache-synced', findMistake: unreadyBecause },
    { name: 'certificate-valid', findMistake: certificate.findMistake },
  ]
  const health = buildHealthApp({ tls, readiness, draining: draining.signal, metrics, bugs })
  certificate.follow((renewed) => {
    for (const each of [app, health]) replaceCertificate(each, renewed)
  })

  await aligned
  const bound = [await listen(app, config.listen), ...(await listenForHealth(config, health))]
  const refused = bound.flatMap(({ mistake }) => mistake ?? [])
  if (refused.length > 0) return giveUp(refused)
  const addresses = bound.flatMap(({ address }) => address ?? [])
  log.info({ webhooks: config.enabledAdmission, addresses }, 'the server listens')
  const bundles = keepCaBundles(served, client, certificate.authority, log)
  drainOnSignals({
    ...{ process, sleep, draining, shutdown: config.shutdown, log },
    closeWebhooks: () => app.close(),
    closeRest: () =>
      Promise.all([health.close(), source.close(), bundles.close(), certificate.close(), settings.close()]),
  })
  await source.start()
  log.info({ resources: source.status() }, 'the server is ready')
  const [address] = addresses
  if (config.tls.from === 'folder' && config.objects.length > 0)
    terminal.complain(greet(`https://${address?.host}:${address?.port}`, config.tls.folder, config.objects))
  return runForever

  async function giveUp(mistakes: readonly string[]): Promise<number> {
    for (const mistake of mistakes) terminal.complain(mistake)
    log.flush()
    settings.close()
    await objects.value?.source.close()
    return exit.refused
  }
}

/** The process ends by a signal. */
const runForever = new Promise<never>(() => undefined)

const listenForHealth = async ({ listen: { healthz } }: Config, health: App) =>
  healthz === undefined ? [] : [await listen(health, healthz)]
