import { totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { unchangeable } from '../admission/unchangeable.ts'
import type { Webhook } from '../admission/webhook.ts'
import { webhooks } from '../admission/webhooks.ts'
import type { CertificateSource, Config } from '../config/config.ts'
import { buildApp } from '../server/app.ts'
import { createBugReports } from '../server/bug-reports.ts'
import type { App } from '../server/create-app.ts'
import { drainOnSignals } from '../server/drain.ts'
import { buildHealthApp } from '../server/health-app.ts'
import { listen } from '../server/listen.ts'
import { createLoadMeter } from '../server/load-meter.ts'
import type { Logger } from '../server/logger.ts'
import { createMetrics } from '../server/metrics.ts'
import { type LoadLimits, memoryLimitOf } from '../server/overload.ts'
import { everySoOften, startOverloadGuard } from '../server/overload-guard.ts'
import { type CertificatePair, replaceCertificate } from '../server/tls-options.ts'
import { exit, type Terminal } from './command.ts'
import { followSettings } from './follow-settings.ts'
import { greet } from './greet.ts'
import { keepConfigurations } from './keep-configurations.ts'
import { matchesDisk } from './matches-disk.ts'
import { observe, observeConfigurations } from './observe.ts'
import { openCertificate } from './open-certificate.ts'
import { openCompanions } from './open-companions.ts'
import { openObjects } from './open-objects.ts'
import { openTracer } from './open-tracer.ts'
import { issueForHosts, type OpenedCertificate } from './opened-certificate.ts'

/** Builds the server of its parts and lets it run. Resolves only when it cannot start. */
export async function runServer(config: Config, log: Logger, terminal: Terminal): Promise<number> {
  const served = config.enabledAdmission.flatMap((path) => webhooks.filter((webhook) => webhook.path === path))
  const metrics = createMetrics(config.enabledAdmission, rulesOf(served))
  const bugs = createBugReports(log, metrics)
  process.on('unhandledRejection', bugs.ofProcess)

  const settings = followSettings(config, log)
  const closers: (() => unknown)[] = [() => settings.close()]
  let closeWebhooks = (): Promise<unknown> => Promise.resolve()
  const closeRest = () => Promise.all(closers.map((close) => close()))
  const objects = await openObjects(config, served, settings.current(), log)
  if (objects.mistakes !== undefined) return giveUp(objects.mistakes)
  const { source, client } = objects.value
  closers.push(() => source.close())
  const aligned = client && settings.alignWith(client)

  let certificate: OpenedCertificate | undefined
  let isServing = false
  const draining = new AbortController()
  const unreadyBecause = () => (source.isSynced() ? undefined : 'the objects of the cluster are still being read')
  const readiness = [
    { name: 'cache-synced', findMistake: unreadyBecause },
    { name: 'certificate-valid', findMistake: () => (certificate ? certificate.findMistake() : 'there is none yet') },
    ...matchesDisk(config.tls, () => certificate?.current()),
    { name: 'webhooks-served', findMistake: () => (isServing ? undefined : 'the webhooks are not served yet') },
  ]
  const pair = await firstPairOf(config.tls)
  const health = buildHealthApp({ tls: pair, readiness, draining: draining.signal, metrics, bugs })
  closers.push(() => health.close())
  drainOnSignals({
    ...{ process, sleep, draining, shutdown: config.shutdown, log },
    closeWebhooks: () => closeWebhooks(),
    closeRest,
  })
  const boundForHealth = await listenForHealth(config, health)

  const opened = await openCertificate(config, client, served, log)
  if (opened.mistakes !== undefined) return giveUp(opened.mistakes)
  certificate = opened.value
  const tls = opened.value.current()
  closers.push(() => opened.value.close())
  observe(metrics, source, opened.value.current, Date.now)
  const guard = startOverloadGuard({ limits: loadLimitsOf(config), meter: createLoadMeter(), every: everySoOften, log })
  closers.push(guard.close)
  const tracing = await openTracer(config, log)
  closers.push(tracing.close)
  const app = buildApp({
    ...{ tls, webhooks: served, settings: settings.current, source, unreadyBecause, log, metrics, bugs },
    ...{ draining: draining.signal, limits: config.limits, overload: guard.overload, trace: tracing.trace },
  })
  replaceCertificate(health, tls)
  opened.value.follow((renewed) => {
    for (const each of [app, health]) replaceCertificate(each, renewed)
  })

  await aligned
  const bound = [await listen(app, config.listen), ...boundForHealth]
  closeWebhooks = () => app.close()
  const refused = bound.flatMap(({ mistake }) => mistake ?? [])
  if (refused.length > 0) return giveUp(refused)
  isServing = true
  const addresses = bound.flatMap(({ address }) => address ?? [])
  log.info({ webhooks: config.enabledAdmission, addresses }, 'the server listens')
  const configurations = keepConfigurations(served, client, {
    authority: opened.value.authority,
    canAnswer: () => unreadyBecause() === undefined,
    schedulerName: () => settings.current().schedulerNames[0] ?? '',
    logger: log,
  })
  closers.push(() => configurations.close())
  observeConfigurations(metrics, configurations)
  closers.push(await openCompanions(config, metrics, log))
  await source.start()
  log.info({ resources: source.status() }, 'the server is ready')
  const [address] = addresses
  if (config.tls.from === 'folder' && config.objects.length > 0)
    terminal.complain(greet(`https://${address?.host}:${address?.port}`, config.tls.folder, config.objects))
  return runForever

  async function giveUp(mistakes: readonly string[]): Promise<number> {
    for (const mistake of mistakes) terminal.complain(mistake)
    log.flush()
    await Promise.all([closeWebhooks(), closeRest()])
    return exit.refused
  }
}

/** The ids of all that these webhooks may find. */
const rulesOf = (served: readonly Webhook[]): readonly string[] => [
  ...new Set([...served.flatMap(({ requirements }) => requirements), ...unchangeable].map(({ id }) => id)),
]

/** The process ends by a signal. */
const runForever = new Promise<never>(() => undefined)

/**
 * With what the health checks are served until the certificate is there. A Secret needs the API server, on which liveness
 * must not depend; the kubelet takes any certificate. All other sources have theirs in a moment.
 */
const firstPairOf = async ({ from }: CertificateSource): Promise<CertificatePair> =>
  from === 'secret' ? issueForHosts(['localhost']) : { certificate: '', key: '' }

const loadLimitsOf = ({ limits }: Config): LoadLimits => ({
  eventLoopDelay: limits.maxEventLoopDelay,
  memory: memoryLimitOf(limits.maxMemoryPercent, { constrained: process.constrainedMemory(), total: totalmem() }),
})

const listenForHealth = async ({ listen: { healthz } }: Config, health: App) =>
  healthz === undefined ? [] : [await listen(health, healthz)]
