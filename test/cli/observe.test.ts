import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { observe, observeConfigurations } from '../../src/cli/observe.ts'
import type { ObjectSource } from '../../src/cluster/object-source.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { afterDays, issueServing, start } from '../tls/serving.ts'

const secondsOf = (date: Date): number => date.getTime() / 1000
const resource = 'queues.scheduling.volcano.sh'

const source: ObjectSource = {
  snapshotFor: () => ({}),
  isSynced: () => true,
  start: async () => {},
  close: async () => {},
  status: () => [
    { resource, synced: true, objects: 3, lastEventAt: start.getTime(), restarts: 2 },
    { resource: 'jobs.batch.volcano.sh', synced: false, objects: 0, lastEventAt: undefined, restarts: 0 },
  ],
}

describe('the metrics', async () => {
  const metrics = createMetrics([])
  const [current, next] = [
    await issueServing({ days: 7, now: afterDays(1) }),
    await issueServing({ now: afterDays(2) }),
  ]
  const bundle = { ...current, authority: `${current.authority}\n${next.authority}` }
  observe(
    metrics,
    source,
    () => bundle,
    () => start.getTime() + 1500,
  )
  observeConfigurations(metrics, {
    bundles: () => [
      { configuration: 'jobs', agrees: true },
      { configuration: 'queues', agrees: false },
    ],
    paths: () => [
      { configuration: 'jobs', proved: true },
      { configuration: 'queues', proved: false },
    ],
  })
  const text = await metrics.toText()
  const endOfAuthority = Date.parse(new X509Certificate(current.authority).validTo) / 1000

  it.each([
    ['the objects at hand', `cache_objects{resource="${resource}"} 3`],
    ['how long ago they were heard of', `cache_age_seconds{resource="${resource}"} 1.5`],
    ['how often reading began again', `cache_restarts{resource="${resource}"} 2`],
    ['when the certificate ends', `serving_certificate_not_after_seconds ${secondsOf(afterDays(8))}`],
    ['when the CA that signed it ends, of two', `ca_not_after_seconds ${endOfAuthority}`],
    ['a configuration that has the CA', 'ca_bundle_agrees{configuration="jobs"} 1'],
    ['a configuration that has not', 'ca_bundle_agrees{configuration="queues"} 0'],
    ['a webhook that the API server asks', 'webhook_path_proved{configuration="jobs"} 1'],
    ['a webhook that it does not reach', 'webhook_path_proved{configuration="queues"} 0'],
  ])('tell %s', (_, line) => {
    expect(text).toContain(`\nvolcano_admission_${line}\n`)
  })

  it('tell no age of objects of which nothing was heard', () => {
    expect(text).not.toContain('cache_age_seconds{resource="jobs.batch.volcano.sh"}')
  })
})
