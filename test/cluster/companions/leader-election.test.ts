import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { leadByLease, leaseMs, longestUnrenewedMs } from '../../../src/cluster/companions/leader-election.ts'
import { createRecordedLog } from '../recorded-log.ts'
import { createInstantServer, hang, refuse } from './instant-server.ts'
import { createManualTimers, type ManualTimers } from './manual-timers.ts'

const leases = '/apis/coordination.k8s.io/v1/leases'
const place = { namespace: 'volcano-system', name: 'companions' }

let timers: ManualTimers
let server: ReturnType<typeof createInstantServer>
let closings: (() => Promise<void>)[] = []

beforeEach(() => {
  timers = createManualTimers()
  server = createInstantServer()
  server.serve(leases)
})
afterEach(async () => {
  await Promise.all(closings.map((close) => close()))
  closings = []
})

/** A candidate, and the times at which it began and ended to lead, in milliseconds since the test began. */
async function candidate(identity: string) {
  const closing = new AbortController()
  const log = createRecordedLog()
  const start = timers.now()
  const terms: [from: number, to?: number][] = []
  const running = leadByLease({
    line: { client: server.client, timers, signal: closing.signal },
    ...{ place, identity, logger: log.logger, random: () => 0 },
    lead: (signal) =>
      new Promise((resolve) => {
        const term: [number, number?] = [timers.now() - start]
        terms.push(term)
        signal.addEventListener('abort', () => {
          term.push(timers.now() - start)
          resolve()
        })
      }),
  })
  const close = async () => {
    closing.abort()
    await running
  }
  closings.push(close)
  await timers.settle()
  return { terms, lines: log.lines, close, isLeading: () => terms.at(-1)?.length === 1 }
}

const spec = () => server.objects(leases)[0]?.spec as Record<string, unknown> | undefined

test('the first candidate leads, and its lease says so', async () => {
  const first = await candidate('a')
  expect(first.isLeading()).toBe(true)
  expect(spec()).toEqual({
    holderIdentity: 'a',
    leaseDurationSeconds: 15,
    acquireTime: '2030-01-01T00:00:00.000000Z',
    renewTime: '2030-01-01T00:00:00.000000Z',
    leaseTransitions: 0,
  })
})

test('it renews and goes on leading, and a second one waits', async () => {
  const first = await candidate('a')
  const second = await candidate('b')
  await timers.pass(60_000)
  expect([first.terms, second.terms]).toEqual([[[0]], []])
  expect(spec()?.renewTime).not.toBe('2030-01-01T00:00:00.000000Z')
})

test('when it closes, it gives the lease back, and the second one leads soon', async () => {
  const first = await candidate('a')
  const second = await candidate('b')
  await first.close()
  expect(spec()?.holderIdentity).toBe('')
  await timers.pass(4_000)
  expect(second.isLeading()).toBe(true)
  expect(spec()).toMatchObject({ holderIdentity: 'b', leaseTransitions: 1 })
})

it.each([
  ['is refused', refuse(500)],
  ['is not answered', hang],
])('a leader whose renewal %s stops before anybody else may lead', async (_, fault) => {
  const first = await candidate('a')
  server.failWith(fault)
  await timers.pass(longestUnrenewedMs + 1_000)
  expect(first.terms).toEqual([[0, longestUnrenewedMs]])
  expect(longestUnrenewedMs).toBeLessThan(leaseMs)
})

test('a leader that renews at last after failures goes on', async () => {
  const first = await candidate('a')
  server.failWith(refuse(503))
  await timers.pass(7_000)
  server.failWith(undefined)
  await timers.pass(20_000)
  expect(first.terms).toEqual([[0]])
})

test('a lease that nobody renews is taken over when it has run out, and not before', async () => {
  server.put(leases, {
    metadata: { ...place },
    spec: {
      holderIdentity: 'dead',
      leaseDurationSeconds: 15,
      renewTime: '1999-01-01T00:00:00.000000Z',
      leaseTransitions: 4,
    },
  })
  const second = await candidate('b')
  await timers.pass(14_000)
  expect(second.terms).toEqual([])
  await timers.pass(4_000)
  expect(second.isLeading()).toBe(true)
  expect(spec()).toMatchObject({ holderIdentity: 'b', leaseTransitions: 5 })
})

test('a leader whose lease another has taken stops at once', async () => {
  const first = await candidate('a')
  server.put(leases, { metadata: { ...place }, spec: { holderIdentity: 'b', leaseDurationSeconds: 15 } })
  await timers.pass(2_500)
  expect(first.isLeading()).toBe(false)
  expect(spec()?.holderIdentity).toBe('b')
})

test('a change by somebody else that leaves it the holder does not matter', async () => {
  const first = await candidate('a')
  const [lease] = server.objects(leases)
  if (lease) server.put(leases, { ...lease, metadata: { ...lease.metadata, labels: { a: 'b' } } })
  await timers.pass(20_000)
  expect(first.terms).toEqual([[0]])
})

test('that the lease cannot be had is told once', async () => {
  server.failWith(refuse(403))
  const first = await candidate('a')
  await timers.pass(8_000)
  server.failWith(undefined)
  await timers.pass(2_000)
  expect(first.isLeading()).toBe(true)
  expect(first.lines).toEqual([
    'warn: failed to get the lease companions: HTTP 403',
    'info: this server leads: it has the lease companions',
  ])
})

test('of a crowd no two lead at the same time, whoever goes and whatever fails', async () => {
  const crowd = await Promise.all(['a', 'b', 'c'].map(candidate))
  const look = () => expect(crowd.filter(({ isLeading }) => isLeading()).length).toBeLessThanOrEqual(1)
  for (let round = 0; round < 30; round += 1) {
    server.failWith(round % 3 === 1 ? refuse(500) : round % 7 === 2 ? hang : undefined)
    for (let second = 0; second < 9; second += 1) {
      await timers.pass(1_000)
      look()
    }
  }
  server.failWith(undefined)
  await timers.pass(20_000)
  expect(crowd.filter(({ isLeading }) => isLeading())).toHaveLength(1)
})
