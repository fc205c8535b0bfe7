import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import { backOffMs } from '../cluster/back-off.ts'
import type { Logger } from '../cluster/logger.ts'
import { readSecret, type SecretPlace } from '../cluster/secret-object.ts'
import { settleCaBundles } from '../cluster/settle-ca-bundles.ts'
import { settleSecret } from '../cluster/settle-secret.ts'
import { pause, systemTimers, type Timers } from '../cluster/timers.ts'
import { type Authorities, bundleOf } from '../tls/authorities.ts'
import { readAuthorities, writeAuthorities } from '../tls/authorities-secret.ts'
import { issueEllipticAuthority } from '../tls/issue-elliptic.ts'
import type { Lifetimes } from '../tls/lifetimes.ts'
import { createOwnLeaf } from '../tls/own-leaf.ts'
import { needsAuthority, rotateAuthorities } from '../tls/rotate-authorities.ts'
import { checkServingCertificate, type ServingCertificate } from '../tls/serving-certificate.ts'

export type OwnCertificate = SecretPlace &
  Readonly<{
    hosts: readonly string[]
    /** Whose configurations must trust a new CA before it signs. */
    webhooks: readonly Pick<Webhook, 'path' | 'type'>[]
    lifetimes: Lifetimes
    /** Gets the first certificate and each that takes its place. */
    onChange: (certificate: ServingCertificate) => void
    logger: Logger
    timers?: Timers
    /** From 0 to 1. */
    random?: () => number
  }>

/**
 * A serving certificate of this replica's own making, held in memory only, signed by a CA that all replicas share in a
 * Secret. Both are renewed when a third of their life is left. While the API server cannot be asked, the certificate in use
 * stays: one is signed only with a CA that was read a moment ago, as it may be trusted no more.
 */
export function keepOwnCertificate(
  client: ApiClient,
  {
    hosts,
    webhooks,
    lifetimes,
    onChange,
    logger,
    timers = systemTimers,
    random = Math.random,
    ...place
  }: OwnCertificate,
): Readonly<{ authority: () => Promise<string>; close: () => Promise<void> }> {
  const closing = new AbortController()
  const { signal } = closing
  const line = { client, timers, signal }
  const leafOf = createOwnLeaf(hosts, lifetimes.leafMs)
  let served: ServingCertificate | undefined

  const authority = async (): Promise<string> => {
    const { value, failure } = await readSecret(line, place)
    const bundle = value?.texts['ca.crt'] ?? ''
    if (bundle === '') throw new Error(failure?.message ?? 'there is no CA in the Secret yet')
    return bundle
  }
  const canServe = (candidate: ServingCertificate) =>
    checkServingCertificate(candidate, hosts, new Date(timers.now())).length === 0
  /** Not knowing is no reason to let a certificate end: the CA that signs goes on. */
  const isInForce = (): Promise<boolean> => settleCaBundles(line, webhooks, authority).catch(() => false)
  const change = async (before: Authorities | undefined): Promise<Authorities> => {
    const now = timers.now()
    const isTrusted = before?.next !== undefined && (await isInForce())
    const fresh = needsAuthority(before, now)
      ? await issueEllipticAuthority('volcano-admission CA', now, lifetimes.authorityMs)
      : undefined
    const after = rotateAuthorities(before, { now, isTrusted, fresh }, lifetimes)
    if (after === undefined) throw new Error('no CA could be made')
    return after
  }
  const use = async (authorities: Authorities, readAt: number): Promise<void> => {
    const { certificate, key } = await leafOf(authorities, readAt)
    const serving = { authority: bundleOf(authorities), certificate, key }
    if (signal.aborted || JSON.stringify(serving) === JSON.stringify(served)) return
    onChange(serving)
    if (certificate !== served?.certificate) logger.info({ secret: place.name }, 'a new certificate is served')
    served = serving
  }
  const attempt = async (): Promise<boolean> => {
    try {
      const now = timers.now()
      const parse = (texts: Readonly<Record<string, string>>) => readAuthorities(texts, canServe)
      const { value, failure } = await settleSecret(line, place, { parse, change, write: writeAuthorities, logger })
      if (signal.aborted) return true
      if (value) await use(value, now)
      else logger.error({ secret: place.name }, `failed to keep the CA in the Secret: ${failure.message}`)
      return value !== undefined
    } catch (error) {
      if (!signal.aborted) logger.error({ secret: place.name, err: error }, 'failed to keep the certificate')
      return false
    }
  }
  const keep = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      const isSettled = await attempt()
      failures = isSettled ? 0 : failures + 1
      await pause(timers, isSettled ? lifetimes.tickMs : backOffMs(failures, random()), signal)
    }
  }
  const running = keep()
  return {
    authority,
    async close() {
      closing.abort()
      await running
    },
  }
}
