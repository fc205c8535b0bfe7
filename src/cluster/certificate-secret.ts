import type { ApiClient } from './api-client.ts'
import { backOffMs } from './back-off.ts'
import type { Logger } from './logger.ts'
import { readSecret, type SecretPlace, type ServingCertificate } from './secret-object.ts'
import { type Issuing, settleCertificate } from './settle-certificate.ts'
import { pause, systemTimers, type Timers } from './timers.ts'

type CertificateSecret = SecretPlace &
  Omit<Issuing, 'logger'> &
  Readonly<{
    /** Gets the first certificate and each that takes its place. */
    onChange: (certificate: ServingCertificate) => void | Promise<void>
    logger: Logger
    /** How often the Secret is looked at, and whether its certificate must be renewed. */
    everyMs?: number
    /** How long the CA of a renewal is in the Secret before the renewal is used, so that webhook configurations trust it. */
    trustMs?: number
    timers?: Timers
    /** From 0 to 1. */
    random?: () => number
  }>

/**
 * A serving certificate of the server's own making, in a Secret that all replicas share: whichever comes first makes it, the
 * others use it, and so for each renewal. While the API server cannot be asked, the certificate in use stays. `authority`
 * is what webhook configurations must trust, also before this replica has taken up a renewal of another.
 */
export function keepCertificateSecret(
  client: ApiClient,
  {
    onChange,
    logger,
    everyMs = 5 * 60_000,
    trustMs = 2 * 60_000,
    timers = systemTimers,
    random = Math.random,
    ...secret
  }: CertificateSecret,
): Readonly<{ authority: () => Promise<string>; close: () => Promise<void> }> {
  const closing = new AbortController()
  const { signal } = closing
  const line = { client, timers, signal }
  let current: ServingCertificate | undefined

  const isTrustedWith = (authority: string, certificate: ServingCertificate): boolean =>
    secret.check({ ...certificate, authority }, new Date(timers.now())).length === 0
  const use = async (certificate: ServingCertificate): Promise<void> => {
    if (JSON.stringify(certificate) === JSON.stringify(current)) return
    if (current && isTrustedWith(certificate.authority, current)) await pause(timers, trustMs, signal)
    if (signal.aborted) return
    await onChange(certificate)
    current = certificate
  }
  const attempt = async (): Promise<boolean> => {
    try {
      const { value, failure } = await settleCertificate(line, secret, { ...secret, logger })
      if (signal.aborted) return true
      if (value) await use(value)
      else logger.error({ secret: secret.name }, `failed to keep the certificate in the Secret: ${failure.message}`)
      return value !== undefined
    } catch (error) {
      logger.error({ secret: secret.name, err: error }, 'failed to issue a certificate or to put it into use')
      return false
    }
  }
  const keep = async (): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      const isSettled = await attempt()
      failures = isSettled ? 0 : failures + 1
      await pause(timers, isSettled ? everyMs : backOffMs(failures, random()), signal)
    }
  }
  const running = keep()
  return {
    async authority() {
      const { value } = await readSecret(line, secret)
      const authority = value?.certificate.authority || current?.authority
      if (authority === undefined) throw new Error('there is no serving certificate yet')
      return authority
    },
    async close() {
      closing.abort()
      await running
    },
  }
}
