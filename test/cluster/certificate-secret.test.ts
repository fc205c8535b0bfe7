import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { keepCertificateSecret } from '../../src/cluster/certificate-secret.ts'
import type { ServingCertificate } from '../../src/cluster/secret-object.ts'
import { type FakeApiServer, startFakeApiServer } from './fake-api-server.ts'
import { cut, hang, status } from './faults.ts'
import { createHastyTimers, type HastyTimers } from './hasty-timers.ts'
import { createMoment } from './moment.ts'
import { createRecordedLog } from './recorded-log.ts'
import { clientOf } from './reflecting.ts'

const everyMs = 25_000
const trustMs = 120_000
const aDay = 24 * 3600_000
const secrets = '/api/v1/secrets'
const place = { namespace: 'volcano-system', name: 'volcano-admission' }

let moment: ReturnType<typeof createMoment>
let timers: HastyTimers
let server: FakeApiServer
let client: ApiClient
let log: ReturnType<typeof createRecordedLog>
let issued: number
let closing: (() => Promise<void>)[]

beforeEach(async () => {
  moment = createMoment()
  timers = createHastyTimers()
  log = createRecordedLog(moment.changed)
  server = await startFakeApiServer(moment.changed)
  server.serve(secrets)
  client = clientOf(server, timers)
  issued = 0
  closing = []
})
afterEach(async () => {
  for (const close of closing) await close()
  client.close()
  await server.stop()
})

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`

/** The text of a certificate says when it ends, in days from the start. */
const certificateUntil = (day: number): ServingCertificate => ({
  authority: pem(`ca-${day}`),
  certificate: `until ${day}`,
  key: `key ${day}`,
})

const check = ({ authority, certificate }: ServingCertificate, at: Date) => {
  const end = Number(/^until (\d+)$/.exec(certificate)?.[1] ?? 0)
  if (!authority.includes(pem(`ca-${end}`))) return ['it is not signed by the authority']
  return at.getTime() < Date.UTC(2030, 0, 1) + end * aDay ? [] : [`it ends on day ${end}`]
}

/** A replica of the server, and the certificates that it has used. Each that it issues is good for so many days. */
function startReplica(days = 100) {
  const used: ServingCertificate[] = []
  const replica = keepCertificateSecret(client, {
    ...place,
    async issue() {
      issued += 1
      const day = Math.round((timers.now() - Date.UTC(2030, 0, 1)) / aDay)
      return certificateUntil(day + days + issued)
    },
    check,
    onChange(certificate) {
      used.push(certificate)
      moment.changed()
    },
    logger: log.logger,
    everyMs,
    timers,
    random: () => 0,
  })
  closing.push(replica.close)
  return { used, ...replica, hasUsed: (count: number) => moment.until(() => used.length >= count) }
}

const encode = ({ authority, certificate, key }: ServingCertificate) => ({
  'ca.crt': Buffer.from(authority).toString('base64'),
  'tls.crt': Buffer.from(certificate).toString('base64'),
  'tls.key': Buffer.from(key).toString('base64'),
})

const store = (certificate: ServingCertificate, more: object = {}) =>
  server.put(secrets, { metadata: { ...place, labels: { own: 'label' } }, data: encode(certificate), ...more })

const stored = () => server.objects(secrets)[0]

test('without a Secret a certificate is made, and kept where tools that install leave it alone', async () => {
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  expect(used).toEqual([certificateUntil(101)])
  expect(stored()).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: {
      ...place,
      resourceVersion: '2',
      labels: {
        'app.kubernetes.io/managed-by': 'volcano-admission',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
      annotations: {
        'helm.sh/resource-policy': 'keep',
        'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
        'argocd.argoproj.io/sync-options': 'Prune=false',
      },
    },
    data: encode(certificateUntil(101)),
  })
})

test('a certificate that is there is used as it is', async () => {
  store(certificateUntil(90))
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  await timers.expire(everyMs)
  await timers.expire(everyMs)
  expect([used, issued]).toEqual([[certificateUntil(90)], 0])
  expect(server.requests.every((request) => request.startsWith('GET'))).toBe(true)
})

it.each([
  ['has ended', encode(certificateUntil(0))],
  ['lacks a key', {}],
  ['is no PEM', { 'tls.crt': '!', 'tls.key': '!' }],
  ['has no data', undefined],
])('a certificate that %s is replaced, and all else in the Secret stays', async (_, data) => {
  store(certificateUntil(0), { data })
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  expect(used).toEqual([certificateUntil(101)])
  expect(stored()).toEqual({
    metadata: { ...place, resourceVersion: '3', labels: { own: 'label' } },
    data: encode(certificateUntil(101)),
  })
})

describe('when replicas start at the same time', () => {
  test('all use the certificate of the one that came first', async () => {
    const replicas = [startReplica(), startReplica(), startReplica()]
    await Promise.all(replicas.map(({ hasUsed }) => hasUsed(1)))
    const [winner] = replicas[0]?.used ?? []
    expect(replicas.map(({ used }) => used)).toEqual([[winner], [winner], [winner]])
    expect(log.lines).toEqual(['info: a new serving certificate is in the Secret'])
    expect(stored()?.data).toEqual(encode(winner ?? certificateUntil(0)))
  })

  test('also when the Secret was there and will not do', async () => {
    store(certificateUntil(0))
    const replicas = [startReplica(), startReplica()]
    await Promise.all(replicas.map(({ hasUsed }) => hasUsed(1)))
    const [winner] = replicas[0]?.used ?? []
    expect(replicas.map(({ used }) => used)).toEqual([[winner], [winner]])
    expect(log.lines).toEqual(['info: a new serving certificate is in the Secret'])
  })
})

test('a certificate is renewed thirty days before its end, and its CA stays trusted', async () => {
  store(certificateUntil(50))
  const first = startReplica()
  await first.hasUsed(1)
  await timers.isSet(everyMs)
  timers.pass(19 * aDay)
  await timers.isSet(everyMs)
  expect(issued).toBe(0)
  timers.pass(aDay)
  await timers.expire(trustMs)
  await first.hasUsed(2)
  const renewed = certificateUntil(121)
  expect(first.used[1]).toEqual({ ...renewed, authority: renewed.authority + pem('ca-50') })
  expect(await first.authority()).toBe(renewed.authority + pem('ca-50'))
})

test('of CAs that are no longer served only the last stays trusted', async () => {
  const two = { ...certificateUntil(20), authority: pem('ca-20') + pem('ca-older') }
  store(two)
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  expect(used[0]?.authority).toBe(certificateUntil(101).authority + pem('ca-20'))
})

test('a renewal by another replica is taken up, and trusted even before', async () => {
  store(certificateUntil(90))
  const { used, hasUsed, authority } = startReplica()
  await hasUsed(1)
  const renewed = { ...certificateUntil(95), authority: pem('ca-95') + pem('ca-90') }
  store(renewed)
  await timers.expire(everyMs)
  await timers.isSet(trustMs)
  expect([await authority(), used]).toEqual([renewed.authority, [certificateUntil(90)]])
  await timers.expire(trustMs)
  await hasUsed(2)
  expect(used).toEqual([certificateUntil(90), renewed])
})

test('a renewal does not wait when the certificate in use is good no more', async () => {
  store(certificateUntil(90))
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  await timers.isSet(everyMs)
  timers.pass(90 * aDay)
  await hasUsed(2)
  expect(used[1]).toEqual(certificateUntil(191))
})

test('a certificate of someone else, whose CA alone is trusted, is used at once', async () => {
  store(certificateUntil(90))
  const { used, hasUsed } = startReplica()
  await hasUsed(1)
  store(certificateUntil(95))
  await timers.expire(everyMs)
  await hasUsed(2)
  expect(used[1]).toEqual(certificateUntil(95))
})

describe('when the API server fails', () => {
  it.each([
    ['to answer', 'get', cut],
    ['to let the Secret be read', 'get', status(403)],
    ['to let the Secret be made', 'write', status(403)],
  ] as const)('%s, that is told and tried again', async (_, kind, fault) => {
    server.fail(kind, fault)
    const { used, hasUsed } = startReplica()
    await hasUsed(1)
    expect(used).toHaveLength(1)
    expect(log.lines[0]).toMatch(/^error: failed to keep the certificate in the Secret: /)
  })

  test('to let it be renewed, the old one is used as long as it is good', async () => {
    store(certificateUntil(10))
    server.fail('write', status(403))
    const { used, hasUsed } = startReplica()
    await hasUsed(1)
    expect(used).toEqual([certificateUntil(10)])
    expect(log.lines).toEqual(['error: failed to renew the serving certificate: HTTP 403: the fake says 403'])
  })

  test('later, the certificate in use stays', async () => {
    store(certificateUntil(90))
    const { used, hasUsed, authority } = startReplica()
    await hasUsed(1)
    server.fail('get', status(500), status(500))
    expect(await authority()).toBe(pem('ca-90'))
    await timers.expire(everyMs)
    await moment.until(() => log.lines.length === 1)
    expect(used).toEqual([certificateUntil(90)])
  })
})

test('a certificate that cannot be put into use is tried again', async () => {
  store(certificateUntil(90))
  let attempts = 0
  const { close } = keepCertificateSecret(client, {
    ...place,
    issue: async () => certificateUntil(90),
    check,
    onChange() {
      attempts += 1
      if (attempts === 1) throw new Error('no')
      moment.changed()
    },
    logger: log.logger,
    everyMs,
    timers,
  })
  closing.push(close)
  await moment.until(() => attempts === 2)
  expect(log.lines).toEqual(['error: failed to issue a certificate or to put it into use'])
})

test('closing is no failure', async () => {
  server.fail('get', hang)
  const { close } = startReplica()
  await moment.until(() => server.requests.length === 1)
  await close()
  expect(log.lines).toEqual([])
})

test('a renewal that waits when the server closes is not used', async () => {
  store(certificateUntil(90))
  const { used, hasUsed, close } = startReplica()
  await hasUsed(1)
  store({ ...certificateUntil(95), authority: pem('ca-95') + pem('ca-90') })
  await timers.expire(everyMs)
  await timers.isSet(trustMs)
  await close()
  expect(used).toEqual([certificateUntil(90)])
})
