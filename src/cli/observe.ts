import { X509Certificate } from 'node:crypto'
import type { ObjectSource } from '../cluster/object-source.ts'
import type { Metrics } from '../server/metrics.ts'

/** Shows how fresh the objects of the cluster are, and how long the certificate is good. */
export function observe(metrics: Metrics, source: ObjectSource, certificate: () => string, now: () => number): void {
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
    read: () => [{ value: Date.parse(new X509Certificate(certificate()).validTo) / 1000 }],
  })
}
