import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import type { CertificateSource, Config } from '../config/config.ts'
import type { Logger } from '../server/logger.ts'
import { lifetimesOf } from '../tls/lifetimes.ts'
import type { ServingCertificate } from '../tls/serving-certificate.ts'
import { keepOwnCertificate } from './keep-own-certificate.ts'
import { mistakeOf, type OpenedCertificate } from './opened-certificate.ts'

type CertificateSecret = Readonly<{
  client: ApiClient
  secret: Extract<CertificateSource, { from: 'secret' }>
  webhook: Config['webhook']
  webhooks: readonly Webhook[]
  log: Logger
}>

/** The server's own certificate, of a CA that all replicas share. Resolves once there is one, however long that takes. */
export async function openCertificateSecret(opening: CertificateSecret): Promise<OpenedCertificate> {
  const { client, secret, webhook, webhooks, log } = opening
  const first = Promise.withResolvers<ServingCertificate>()
  let current: ServingCertificate | undefined
  let use: (renewed: ServingCertificate) => void = () => undefined
  const kept = keepOwnCertificate(client, {
    namespace: secret.namespace,
    name: secret.name,
    hosts: hostsOf(webhook),
    webhooks,
    lifetimes: lifetimesOf(secret.authorityLifetime, secret.lifetime),
    onChange(renewed) {
      use(renewed)
      current = renewed
      first.resolve(renewed)
    },
    logger: log,
  })
  const initial = await first.promise
  return {
    current: () => current ?? initial,
    authority: kept.authority,
    findMistake: () => mistakeOf(current ?? initial),
    follow: (next) => {
      use = next
    },
    close: kept.close,
  }
}

/** The names by which the API server calls: those of the Service, or the host of the URL. */
export function hostsOf({ namespace, serviceName, url }: Config['webhook']): readonly string[] {
  const ofUrl = url === '' ? [] : [new URL(url).hostname]
  if (serviceName === '') return ofUrl
  const service = `${serviceName}.${namespace}`
  return [serviceName, service, `${service}.svc`, ...ofUrl]
}
