import { expect, it, test } from 'vitest'
import { defaultSettings } from '../../src/admission/settings.ts'
import { openObjects } from '../../src/cli/open-objects.ts'
import { createLogger } from '../../src/server/logger.ts'
import { startFakeApiServer } from '../cluster/fake-api-server.ts'
import { createMoment } from '../cluster/moment.ts'
import { mutateToys, validateToys } from '../server/webhooks.ts'
import { configOf } from './config-of.ts'

const log = createLogger({ level: 'info', destination: { write: () => undefined } })

test('of the cluster is read what the webhooks look at, each kind once', async () => {
  const moment = createMoment()
  const server = await startFakeApiServer(moment.changed)
  const webhooks = [validateToys, { ...mutateToys, reads: ['namespaces', 'queues'] as const }]
  const { value, mistakes } = await openObjects(configOf(`--master=${server.url}`), webhooks, defaultSettings, log)
  expect(mistakes).toBeUndefined()
  const started = value?.source.start()
  await moment.until(() => server.requests.length >= 2)
  expect(value?.source.status().map(({ resource }) => resource)).toEqual(['queues.scheduling.volcano.sh', 'namespaces'])
  await value?.source.close()
  await started
  value?.client?.close()
  await server.stop()
})

it('takes manifests for the cluster, and then has nobody to ask', async () => {
  const { value } = await openObjects(configOf('--objects=examples'), [validateToys], defaultSettings, log)
  await value?.source.start()
  expect([value?.client, value?.source.isSynced()]).toEqual([undefined, true])
  await value?.source.close()
})
