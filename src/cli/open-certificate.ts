import type { Webhook } from '../admission/webhook.ts'
import type { ApiClient } from '../cluster/api-client.ts'
import type { CertificateSource, Config } from '../config/config.ts'
import type { Logger } from '../server/logger.ts'
import { type Reading, readCertificateFiles, watchCertificateFiles } from '../tls/certificate-files.ts'
import { ensureDevelopmentCertificate } from '../tls/development-certificate.ts'
import { checkServingCertificate, type ServingCertificate } from '../tls/serving-certificate.ts'
import { issueForHosts, mistakeOf, type OpenedCertificate } from './opened-certificate.ts'

const pollMs = 30_000

/** Opens what the flags name. Mistakes keep the server from starting. */
export async function openCertificate(
  { tls, listen, webhook }: Config,
  client: ApiClient | undefined,
  webhooks: readonly Webhook[],
  log: Logger,
): Promise<Reading<OpenedCertificate>> {
  const hosts = listen.host === '' ? [] : [listen.host]
  switch (tls.from) {
    case 'files':
      return openFiles(tls, log)
    case 'folder': {
      const { value, mistakes, renewedBecause } = await ensureDevelopmentCertificate(tls.folder, hosts, new Date())
      if (renewedBecause.length > 0) log.info({ folder: tls.folder, because: renewedBecause }, 'a certificate was made')
      return value === undefined ? { mistakes } : { value: fixed(value) }
    }
    case 'memory':
      return { value: fixed(await issueForHosts(['localhost', '127.0.0.1', ...hosts])) }
    case 'secret': {
      if (client === undefined) return { mistakes: ['a certificate in a Secret needs a cluster'] }
      // Its libraries take a while to load, and nothing else needs them.
      const { openCertificateSecret } = await import('./open-certificate-secret.ts')
      return { value: await openCertificateSecret({ client, secret: tls, webhook, webhooks, log }) }
    }
  }
}

const fixed = (certificate: ServingCertificate): OpenedCertificate => ({
  current: () => certificate,
  authority: () => certificate.authority,
  findMistake: () => mistakeOf(certificate),
  follow: () => undefined,
  close: () => undefined,
})

async function openFiles(
  paths: Extract<CertificateSource, { from: 'files' }>,
  log: Logger,
): Promise<Reading<OpenedCertificate>> {
  const { value, mistakes } = await readCertificateFiles(paths)
  const wrong = mistakes ?? checkServingCertificate(value, [], new Date())
  if (value === undefined || wrong.length > 0) return { mistakes: wrong }
  let current = value
  let use: (renewed: ServingCertificate) => void = () => undefined
  const watch = watchCertificateFiles(
    paths,
    (renewed) => {
      use(renewed)
      current = renewed
      log.info({ paths }, 'a new certificate is served')
    },
    (reasons) => log.error({ paths, reasons }, 'the new certificate is not used: the old one stays'),
    { pollMs, now: () => new Date(), current: value },
  )
  return {
    value: {
      current: () => current,
      authority: () => current.authority,
      findMistake: () => mistakeOf(current),
      follow: (next) => {
        use = next
      },
      close: () => watch.close(),
    },
  }
}
