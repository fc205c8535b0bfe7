import { X509Certificate } from 'node:crypto'
import type { CaBundleStatus } from '../cluster/ca-bundle.ts'
import type { PathStatus } from '../cluster/failure-policies.ts'
import type { ObjectSource } from '../cluster/object-source.ts'
import type { Metrics } from '../server/metrics.ts'
import type { ServingCertificate } from '../tls/serving-certificate.ts'

/** Shows how fresh the objects of the cluster are, and how long the certificate and its CA are good. */
export function observe(
  metrics: Metrics,
  source: ObjectSource,
  certificate: () => ServingCertificate,
  now: () => number,
): void {
  const ofResources = (numberOf: (status: ReturnType<ObjectSource['status']>[number]) => number | undefined) => () =>
    source.status().flatMap((status) => {
      const value = numberOf(status)
      return value === undefined ? [] : [{ labels: { resource: status.resource }, value }]
    })
  metrics.addGauge({
    name: 'volcano_admission_cache_objects',
    help: 'Objects of the cluster that are at hand.',
    labelNames: ['resource'],
    read: ofResources(({ objects }) => objects),
  })
  metrics.addGauge({
    name: 'volcano_admission_cache_age_seconds',
    help: 'Time since the source of the objects was last heard of.',
    labelNames: ['resource'],
    read: ofResources(({ lastEventAt }) => (lastEventAt === undefined ? undefined : (now() - lastEventAt) / 1000)),
  })
  metrics.addGauge({
    name: 'volcano_admission_cache_restarts',
    help: 'How often reading had to begin again after a failure.',
    labelNames: ['resource'],
    read: ofResources(({ restarts }) => restarts),
  })
  metrics.addGauge({
    name: 'volcano_admission_serving_certificate_not_after_seconds',
    help: 'When the serving certificate ends, in seconds since 1970.',
    read: () => [{ value: endOf(certificate().certificate) }],
  })
  metrics.addGauge({
    name: 'volcano_admission_ca_not_after_seconds',
    help: 'When the CA that signed the serving certificate ends, in seconds since 1970.',
    read: () => [{ value: Math.max(...authoritiesOf(certificate()).map(endOf)) }],
  })
}

/** Shows whether the API server trusts the server, and asks it. */
export function observeConfigurations(
  metrics: Metrics,
  { bundles, paths }: Readonly<{ bundles: () => readonly CaBundleStatus[]; paths: () => readonly PathStatus[] }>,
): void {
  metrics.addGauge({
    name: 'volcano_admission_ca_bundle_agrees',
    help: 'Whether the webhook configuration is known to have the CA of this server: 1, else 0.',
    labelNames: ['configuration'],
    read: () => bundles().map(({ configuration, agrees }) => ({ labels: { configuration }, value: agrees ? 1 : 0 })),
  })
  metrics.addGauge({
    name: 'volcano_admission_webhook_path_proved',
    help: 'Whether the failurePolicy that the webhook configuration wishes for is in force, as its path is proved: 1, else 0.',
    labelNames: ['configuration'],
    read: () => paths().map(({ configuration, proved }) => ({ labels: { configuration }, value: proved ? 1 : 0 })),
  })
}

const endOf = (pem: string): number => Date.parse(new X509Certificate(pem).validTo) / 1000

/** Of several CAs the one that signed it; all of them when that is an intermediate one. */
function authoritiesOf({ authority, certificate }: ServingCertificate): readonly string[] {
  const all = splitPem(authority)
  const leaf = new X509Certificate(certificate)
  const issuers = all.filter((pem) => leaf.checkIssued(new X509Certificate(pem)))
  return issuers.length > 0 ? issuers : all
}

const splitPem = (bundle: string): readonly string[] =>
  bundle.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
