import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { keepOwnCertificate } from '../../src/cli/keep-own-certificate.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { lifetimesOf } from '../../src/tls/lifetimes.ts'
import { checkServingCertificate, type ServingCertificate } from '../../src/tls/serving-certificate.ts'
import type { FakeApiServer } from '../cluster/fake-api-server.ts'
import { type FakeCluster, startFakeCluster, stopFakeCluster } from '../cluster/fake-cluster.ts'
import { hang, status } from '../cluster/faults.ts'
import type { HastyTimers } from '../cluster/hasty-timers.ts'
import { issueServing, serviceHost } from '../tls/serving.ts'

const day = 24 * 3600_000
const lifetimes = lifetimesOf(365 * day, 7 * day)
const secrets = '/api/v1/secrets'
const validating = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'
const place = { namespace: 'volcano-system', name: 'volcano-admission' }

let moment: FakeCluster['moment']
let timers: HastyTimers
let server: FakeApiServer
let client: ApiClient
let log: FakeCluster['log']
let closing: (() => Promise<void>)[]

beforeEach(async () => {
  ;({ moment, timers, log, server, client } = await startFakeCluster(secrets, validating))
  closing = []
})
afterEach(async () => {
  for (const close of closing) await close()
  await stopFakeCluster({ client, server })
})

function startReplica() {
  const used: ServingCertificate[] = []
  const kept = keepOwnCertificate(client, {
    ...{ ...place, lifetimes, timers, hosts: [serviceHost], random: () => 0, logger: log.logger },
    webhooks: [{ path: '/jobs/validate', type: 'validating' }],
    onChange(certificate) {
      used.push(certificate)
      moment.changed()
    },
  })
  closing.push(kept.close)
  const hasUsed = (count: number) => moment.until(() => used.length >= count)
  return { used, ...kept, hasUsed, last: () => used.at(-1) ?? expect.fail('nothing is served') }
}

const register = (authority: string) => {
  const caBundle = Buffer.from(authority).toString('base64')
  server.put(validating, {
    metadata: { name: 'volcano-admission-service-jobs-validate' },
    webhooks: [{ clientConfig: { caBundle } }],
  })
}
const bundleInForce = (): string => {
  const [configuration] = server.objects(validating)
  const { webhooks } = configuration as unknown as { webhooks: { clientConfig: { caBundle: string } }[] }
  return Buffer.from(webhooks[0]?.clientConfig.caBundle ?? '', 'base64').toString()
}
const stored = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((server.objects(secrets)[0]?.data ?? {}) as Record<string, string>).map(([key, text]) => [
      key,
      Buffer.from(text, 'base64').toString(),
    ]),
  )
const storeInherited = (inherited: ServingCertificate) => {
  const encode = (text: string) => Buffer.from(text).toString('base64')
  const { authority, certificate, key } = inherited
  const data = { 'ca.crt': encode(authority), 'tls.crt': encode(certificate), 'tls.key': encode(key) }
  server.put(secrets, { metadata: { ...place, labels: { own: 'label' } }, data })
}
const mistakes = (certificate: ServingCertificate, authority = certificate.authority) =>
  checkServingCertificate({ ...certificate, authority }, [serviceHost], new Date(timers.now()))
const nextTick = () => timers.expire(lifetimes.tickMs)

test('without a Secret a CA is made and kept there, and no other key is', async () => {
  const { hasUsed, last, authority } = startReplica()
  await hasUsed(1)
  expect(mistakes(last())).toEqual([])
  expect(stored()['ca.crt']).toBe(await authority())
  expect(stored()['tls.crt']).toBe(stored()['ca.crt'])
  expect(JSON.stringify(stored())).not.toContain(JSON.stringify(last().key).slice(1, -1))
  expect(server.objects(secrets)[0]).toMatchObject({
    type: 'kubernetes.io/tls',
    metadata: { annotations: { 'helm.sh/resource-policy': 'keep' } },
  })
})

test('replicas that start at the same time share the CA of the one that came first, and no certificate', async () => {
  const replicas = [startReplica(), startReplica(), startReplica()]
  await Promise.all(replicas.map(({ hasUsed }) => hasUsed(1)))
  expect(new Set(replicas.map(({ last }) => last().authority))).toEqual(new Set([stored()['ca.crt']]))
  expect(new Set(replicas.map(({ last }) => last().certificate)).size).toBe(3)
  expect(replicas.map(({ last }) => mistakes(last()))).toEqual([[], [], []])
})

test('a list of CAs that someone else has changed is put right, and nothing is written without need', async () => {
  const { hasUsed } = startReplica()
  await hasUsed(1)
  const right = stored()
  await nextTick()
  await timers.isSet(lifetimes.tickMs)
  expect(server.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
  const [secret] = server.objects(secrets)
  server.put(secrets, { ...secret, metadata: place, data: { ...(secret?.data as object), 'ca.crt': 'bm9uZQ==' } })
  await nextTick()
  await timers.isSet(lifetimes.tickMs)
  expect(stored()).toEqual(right)
})

test('a certificate is renewed when a third of its life is left, and not before', async () => {
  const { hasUsed, last, used } = startReplica()
  await hasUsed(1)
  await timers.isSet(lifetimes.tickMs)
  timers.pass(4.6 * day)
  await timers.isSet(lifetimes.tickMs)
  expect(used).toHaveLength(1)
  timers.pass(0.1 * day)
  await hasUsed(2)
  expect([mistakes(last()), used[0]?.authority === last().authority]).toEqual([[], true])
})

test('a CA is changed only after the new one is in the webhook configurations', async () => {
  const { hasUsed, used, last } = startReplica()
  await hasUsed(1)
  const [first] = used
  register(stored()['ca.crt'] ?? '')
  await timers.isSet(lifetimes.tickMs)
  timers.pass(244 * day)
  await hasUsed(2)
  const announced = stored()['ca.crt'] ?? ''
  expect(announced.split('BEGIN').length - 1).toBe(2)
  server.failAt('validatingwebhookconfigurations', status(503))
  await nextTick()
  await nextTick()
  await nextTick()
  await nextTick()
  expect(mistakes(last(), first?.authority)).toEqual([])
  server.failAt('validatingwebhookconfigurations', undefined)
  const isTakenOver = () => used.some((each) => mistakes(each, first?.authority).length > 0)
  for (let tick = 0; tick < 6 && !isTakenOver(); tick += 1) {
    expect(mistakes(last(), bundleInForce())).toEqual([])
    await nextTick()
    await timers.isSet(lifetimes.tickMs)
  }
  expect([isTakenOver(), mistakes(last(), bundleInForce())]).toEqual([true, []])
})

describe('a Secret of an earlier version', () => {
  test('goes on being served until its successor is trusted, and stays for older replicas', async () => {
    const inherited = await issueServing({ now: new Date(timers.now()) })
    storeInherited(inherited)
    register(inherited.authority)
    const { hasUsed, used, last } = startReplica()
    await hasUsed(1)
    expect(used[0]).toMatchObject({ certificate: inherited.certificate, key: inherited.key })
    for (let tick = 0; tick < 6 && last().certificate === inherited.certificate; tick += 1) {
      await nextTick()
      await timers.isSet(lifetimes.tickMs)
    }
    expect(last().certificate).not.toBe(inherited.certificate)
    expect([mistakes(last(), bundleInForce()), mistakes(inherited, bundleInForce())]).toEqual([[], []])
    expect(stored()).toMatchObject({ 'tls.crt': inherited.certificate, 'tls.key': inherited.key })
    expect(server.objects(secrets)[0]?.metadata.labels).toEqual({ own: 'label' })
  })

  it.each([
    ['has ended', async () => issueServing({ now: new Date('2020-01-01'), days: 10 })],
    ['is for another host', async () => issueServing({ now: new Date(timers.now()), hosts: ['other'] })],
    ['is no PEM', async () => ({ authority: '', certificate: '!', key: '!' })],
  ])('is replaced when its certificate %s', async (_, make) => {
    storeInherited(await make())
    const { hasUsed, last } = startReplica()
    await hasUsed(1)
    expect([mistakes(last()), stored()['ca.crt'] === last().authority]).toEqual([[], true])
  })
})

describe('when the API server fails', () => {
  it.each([
    ['to let the Secret be read', 'get', status(403)],
    ['to let the Secret be made', 'write', status(403)],
  ] as const)('%s, that is told and tried again', async (_, kind, fault) => {
    server.fail(kind, fault)
    const { hasUsed, used } = startReplica()
    await hasUsed(1)
    expect(used).toHaveLength(1)
    expect(log.lines[0]).toMatch(/^error: failed to keep the CA in the Secret: /)
  })

  test('to let the CA be changed, the old one is used', async () => {
    const inherited = await issueServing({ now: new Date(timers.now()) })
    storeInherited(inherited)
    server.fail('write', status(403))
    const { hasUsed, used } = startReplica()
    await hasUsed(1)
    expect(used[0]?.certificate).toBe(inherited.certificate)
    expect(log.lines[0]).toBe('error: failed to change the Secret: HTTP 403: the fake says 403')
  })

  test('later, the certificate in use stays', async () => {
    const { hasUsed, used, authority } = startReplica()
    await hasUsed(1)
    server.fail('get', status(500), status(500))
    await expect(authority()).rejects.toThrow('HTTP 500')
    await nextTick()
    await moment.until(() => log.lines.some((line) => line.startsWith('error')))
    expect(used).toHaveLength(1)
  })
})

test('closing is no failure', async () => {
  server.fail('get', hang)
  const { close } = startReplica()
  await moment.until(() => server.requests.length === 1)
  await close()
  expect(log.lines).toEqual([])
})
