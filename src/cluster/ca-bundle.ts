import { configurationName } from '../admission/webhook.ts'
import { createAlarm } from './alarm.ts'
import type { ApiClient } from './api-client.ts'
import { backOffMs } from './back-off.ts'
import type { FailurePolicies } from './failure-policies.ts'
import { followObject } from './follow-object.ts'
import type { Logger } from './logger.ts'
import type { Proven } from './proof-object.ts'
import { type Placed, putCaBundle } from './put-ca-bundle.ts'
import { pause, systemTimers, type Timers } from './timers.ts'

/** Whether a webhook configuration is known to have the CA bundle; one that does not exist is left out. */
export type CaBundleStatus = Readonly<{ configuration: string; agrees: boolean }>

type CaBundles = Readonly<{
  webhooks: readonly Proven[]
  /** PEM of the CAs that the API server is to trust; asked again each time. */
  authority: () => string | Promise<string>
  /** Looks after the rest of a configuration whose bundle is right. */
  policies?: Pick<FailurePolicies, 'settle'>
  logger: Logger
  /** How often what is there is looked at again, also when no watch tells of a change. */
  everyMs?: number
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
}>

/** Changes that come together are looked at together. */
const settleMs = 200
/** Who overwrites the bundle all the time is met now and then, so that it never becomes a race. */
const peaceMs = 2_000

/**
 * Keeps `clientConfig.caBundle` right in the webhook configurations of the webhooks, each by itself: one that does not exist
 * yet is waited for, one that was overwritten is put right again within seconds, as it is watched, and what goes wrong is
 * logged and tried again. What else of them is touched is up to `policies`. Mirrors cmd/webhook-manager/app/util.go:
 * addCaCertForWebhook, which does it once.
 */
export function keepCaBundles(
  client: ApiClient,
  { webhooks, authority, policies, logger, everyMs = 30_000, timers = systemTimers, random = Math.random }: CaBundles,
): Readonly<{ status: () => readonly CaBundleStatus[]; refresh: () => Promise<void>; close: () => Promise<void> }> {
  const closing = new AbortController()
  const { signal } = closing
  const agreement = new Map<string, boolean>()

  const putBundle = async ({ path, type }: Proven): Promise<Placed | undefined> => {
    const name = configurationName(path)
    try {
      const outcome = await putCaBundle({ client, type, name, authority, timers, signal })
      if (signal.aborted) return undefined
      if (outcome.mistake !== undefined && outcome.isAbsent) agreement.delete(name)
      else agreement.set(name, outcome.mistake === undefined)
      if (outcome.mistake !== undefined) logger.error({ configuration: name }, outcome.mistake)
      else if (outcome.changed) logger.info({ configuration: name }, `the caBundle of ${name} is put right`)
      return outcome
    } catch (error) {
      agreement.set(name, false)
      logger.error({ configuration: name, err: error }, `failed to read the CA bundle for ${name}`)
      return undefined
    }
  }
  const attempt = async (webhook: Proven): Promise<'right' | 'changed' | 'wrong'> => {
    const placed = await putBundle(webhook)
    if (placed === undefined || placed.mistake !== undefined) return 'wrong'
    const rest = (await policies?.settle(webhook, placed.configuration, signal)) ?? 'right'
    return rest === 'right' && placed.changed ? 'changed' : rest
  }
  const untilNext = (failures: number): number =>
    failures === 0 ? everyMs : Math.min(everyMs, backOffMs(failures, random()))
  const keep = async (webhook: Proven): Promise<void> => {
    const alarm = createAlarm(timers, signal)
    const watching = follow(webhook, alarm.ring)
    let failures = 0
    while (!signal.aborted) {
      const outcome = await attempt(webhook)
      failures = outcome === 'wrong' ? failures + 1 : 0
      const wasRung = await alarm.wait(untilNext(failures))
      if (wasRung) await pause(timers, outcome === 'changed' ? peaceMs : settleMs, signal)
    }
    await watching
  }
  const follow = ({ path, type }: Proven, onChange: () => void): Promise<void> => {
    const name = configurationName(path)
    const collection = `/apis/admissionregistration.k8s.io/v1/${type}webhookconfigurations`
    const onFailure = (message: string) =>
      logger.warn({ configuration: name }, `${name} cannot be watched, only looked at now and then: ${message}`)
    return followObject({ client, path: collection, name, onChange, onFailure, timers, random, signal })
  }
  const running = Promise.all(webhooks.map(keep))
  return {
    status: () => [...agreement].map(([configuration, agrees]) => ({ configuration, agrees })),
    async refresh() {
      await Promise.all(webhooks.map(attempt))
    },
    async close() {
      closing.abort()
      await running
    },
  }
}
