import { afterEach, beforeEach, expect, it, test } from 'vitest'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { keepCaBundles } from '../../src/cluster/ca-bundle.ts'
import type { FakeApiServer } from './fake-api-server.ts'
import { type FakeCluster, startFakeCluster, stopFakeCluster } from './fake-cluster.ts'
import type { Stored } from './fake-collections.ts'
import { cut, hang, status } from './faults.ts'
import type { HastyTimers } from './hasty-timers.ts'

const everyMs = 25_000
const registration = '/apis/admissionregistration.k8s.io/v1'
const mutating = `${registration}/mutatingwebhookconfigurations`
const validating = `${registration}/validatingwebhookconfigurations`

const authority = '-----BEGIN CERTIFICATE-----\nnew\n-----END CERTIFICATE-----\n'
const right = Buffer.from(authority).toString('base64')
const wrong = Buffer.from('old').toString('base64')

let moment: FakeCluster['moment']
let timers: HastyTimers
let server: FakeApiServer
let client: ApiClient
let log: FakeCluster['log']
let bundles: ReturnType<typeof keepCaBundles> | undefined

beforeEach(async () => {
  ;({ moment, timers, log, server, client } = await startFakeCluster(mutating, validating))
})
afterEach(async () => {
  await bundles?.close()
  await stopFakeCluster({ client, server })
})

const configuration = (name: string, ...caBundles: readonly (string | undefined)[]) => ({
  metadata: { name, labels: { app: 'volcano' } },
  webhooks: caBundles.map((caBundle, i) => ({
    name: `webhook-${i}`,
    clientConfig: { service: { name: 's' }, ...(caBundle === undefined ? {} : { caBundle }) },
    failurePolicy: 'Fail',
  })),
})

const jobsValidate = 'volcano-admission-service-jobs-validate'
const ofJobs = {
  resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
  scope: 'Namespaced',
} as const

const keep = (authorityOf: () => string | Promise<string> = () => authority) => {
  bundles = keepCaBundles(client, {
    webhooks: [{ path: '/jobs/validate', type: 'validating', ...ofJobs }],
    authority: authorityOf,
    logger: log.logger,
    everyMs,
    timers,
    random: () => 0,
  })
}

const found = (path = validating): Stored => {
  const [object] = server.objects(path)
  const { resourceVersion, ...metadata } = object?.metadata ?? { name: '' }
  return { ...object, metadata }
}
const lineCount = (count: number) => moment.until(() => log.lines.length >= count)

it.each([
  ['is missing', undefined],
  ['is empty', ''],
  ['is another', wrong],
])('a bundle that %s is set, and nothing else is touched', async (_, before) => {
  server.put(validating, configuration(jobsValidate, before, right))
  keep()
  await lineCount(1)
  expect(log.lines).toEqual([`info: the caBundle of ${jobsValidate} is put right`])
  expect(found()).toEqual(configuration(jobsValidate, right, right))
})

test('a bundle that is right is left alone', async () => {
  server.put(validating, configuration(jobsValidate, right))
  keep()
  await timers.expire(everyMs)
  expect(server.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
  expect(log.lines).toEqual([])
  expect(bundles?.status()).toEqual([{ configuration: jobsValidate, agrees: true }])
})

test('each webhook is put right in the configuration of its path and type', async () => {
  server.put(mutating, configuration('volcano-admission-service-jobs-mutate', wrong))
  server.put(validating, configuration(jobsValidate, wrong))
  bundles = keepCaBundles(client, {
    webhooks: [
      { path: '/jobs/mutate', type: 'mutating', ...ofJobs },
      { path: '/jobs/validate', type: 'validating', ...ofJobs },
    ],
    authority: () => authority,
    logger: log.logger,
    timers,
  })
  await lineCount(2)
  expect([found(mutating).webhooks, found().webhooks]).toEqual(
    [configuration('', right), configuration('', right)].map(({ webhooks }) => webhooks),
  )
})

test('a configuration that does not exist yet is waited for', async () => {
  keep()
  await lineCount(2)
  expect(bundles?.status()).toEqual([])
  server.put(validating, configuration(jobsValidate, wrong))
  await moment.until(() => log.lines.at(-1)?.startsWith('info') ?? false)
  expect(log.lines[0]).toBe(
    `error: failed to get validating webhook HTTP 404: ${validating}/${jobsValidate} not found; it is waited for`,
  )
  expect(found().webhooks).toEqual(configuration('', right).webhooks)
})

test('a bundle that someone overwrites is right again after a while, also without a watch', async () => {
  server.fail('watch', hang)
  server.put(validating, configuration(jobsValidate, right))
  keep()
  await timers.expire(everyMs)
  server.put(validating, configuration(jobsValidate, wrong))
  await timers.expire(everyMs)
  await lineCount(1)
  expect(found().webhooks).toEqual(configuration('', right).webhooks)
})

test('a bundle that cannot be made sure of counts as one that does not agree', async () => {
  server.put(validating, configuration(jobsValidate, right))
  keep(() => Promise.reject(new Error('the Secret is gone')))
  await lineCount(1)
  expect(bundles?.status()).toEqual([{ configuration: jobsValidate, agrees: false }])
})

test('a bundle that someone overwrites is right again at once, as it is watched', async () => {
  server.put(validating, configuration(jobsValidate, right))
  keep()
  await moment.until(() => server.openWatches() > 0)
  server.put(validating, configuration(jobsValidate, wrong))
  await lineCount(1)
  expect(found().webhooks).toEqual(configuration('', right).webhooks)
  expect(server.requests.filter((request) => request.includes('watch=true'))[0]).toContain(
    `fieldSelector=metadata.name%3D${jobsValidate}`,
  )
})

test('a configuration that cannot be watched is looked at, and that is told once', async () => {
  server.fail('watch', status(403), status(403))
  server.put(validating, configuration(jobsValidate, right))
  keep()
  await lineCount(1)
  expect(log.lines).toEqual([
    `warn: ${jobsValidate} cannot be watched, only looked at now and then: HTTP 403: the fake says 403`,
  ])
})

test('a new authority is put into place at once when asked', async () => {
  let current = 'old'
  server.put(validating, configuration(jobsValidate, wrong))
  keep(() => current)
  await timers.expire(everyMs)
  current = authority
  await bundles?.refresh()
  expect(found().webhooks).toEqual(configuration('', right).webhooks)
})

it.each([
  [
    'the configuration cannot be read',
    'get',
    status(403),
    'error: failed to get validating webhook HTTP 403: the fake says 403',
  ],
  [
    'the configuration cannot be changed',
    'write',
    status(403),
    `error: failed to update validating admission webhooks ${jobsValidate} HTTP 403: the fake says 403`,
  ],
  ['the API server is away', 'get', cut, 'error: failed to get validating webhook socket hang up (ECONNRESET)'],
] as const)('when %s, that is told and tried again', async (_, kind, fault, line) => {
  server.put(validating, configuration(jobsValidate, wrong))
  server.fail(kind, fault)
  keep()
  await lineCount(2)
  expect(log.lines).toEqual([line, `info: the caBundle of ${jobsValidate} is put right`])
})

test('a change by someone else in between is kept', async () => {
  server.put(validating, configuration(jobsValidate, wrong))
  const theirs = { ...configuration(jobsValidate, wrong), extra: 'theirs' }
  server.fail('write', (response) => {
    server.put(validating, theirs)
    status(409)(response)
  })
  keep()
  await lineCount(1)
  expect(found()).toEqual({ ...configuration(jobsValidate, right), extra: 'theirs' })
  expect(log.lines).toEqual([`info: the caBundle of ${jobsValidate} is put right`])
})

test('the object must be the one that was read', async () => {
  server.put(validating, configuration(jobsValidate, wrong))
  let patches = 0
  keep(() => authority)
  await moment.until(() => {
    const isPatch = server.requests.at(-1)?.startsWith('PATCH') ?? false
    if (isPatch && patches++ === 0) server.put(validating, { ...configuration(jobsValidate, wrong), extra: 'theirs' })
    return log.lines.length > 0
  })
  expect(server.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(2)
  expect(found()).toEqual({ ...configuration(jobsValidate, right), extra: 'theirs' })
})

test('an authority that cannot be had is told and tried again', async () => {
  server.put(validating, configuration(jobsValidate, wrong))
  let asked = 0
  keep(async () => {
    asked += 1
    if (asked === 1) throw new Error('not yet')
    return authority
  })
  await lineCount(2)
  expect(log.lines).toEqual([
    `error: failed to read the CA bundle for ${jobsValidate}`,
    `info: the caBundle of ${jobsValidate} is put right`,
  ])
})

test('closing is no failure', async () => {
  server.fail('get', hang)
  keep()
  await moment.until(() => server.requests.length === 1)
  await bundles?.close()
  expect(log.lines).toEqual([])
})
