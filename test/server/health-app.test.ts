import { describe, expect, it } from 'vitest'
import { createBugReports } from '../../src/server/bug-reports.ts'
import { buildHealthApp } from '../../src/server/health-app.ts'
import { createLogger } from '../../src/server/logger.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import type { Check } from '../../src/server/probe.ts'
import { failureOf } from './reviews.ts'

function buildHealth(readiness: readonly Check[] = [], draining = new AbortController().signal) {
  const lines: Record<string, unknown>[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } })
  const metrics = createMetrics(['/jobs/validate'])
  const bugs = createBugReports(log, metrics)
  const app = buildHealthApp({ tls: { certificate: '', key: '' }, readiness, draining, metrics, bugs })
  const get = async (url: string) => {
    const { statusCode, body, headers } = await app.inject({ method: 'GET', url })
    return {
      code: statusCode,
      body,
      type: headers['content-type'],
      connection: headers.connection,
      sniffing: headers['x-content-type-options'],
    }
  }
  return { get, metrics, lines, app }
}

const caches: Check = { name: 'caches', findMistake: () => 'the queues of the cluster are not known yet' }

describe('health checks', () => {
  it.each([
    { path: '/healthz', want: 'ok' },
    { path: '/healthz?verbose', want: '[+]ping ok\nhealthz check passed\n' },
    { path: '/healthz?verbose&exclude=ping', want: '[+]ping excluded: ok\nhealthz check passed\n' },
    { path: '/healthz/ping', want: 'ok' },
    { path: '/livez', want: 'ok' },
    { path: '/livez?verbose', want: '[+]ping ok\nlivez check passed\n' },
    { path: '/readyz', want: 'ok' },
    { path: '/readyz?verbose', want: '[+]ping ok\n[+]not-draining ok\nreadyz check passed\n' },
  ])('$path is fine', async ({ path, want }) => {
    const { get } = buildHealth()
    expect(await get(path)).toEqual({
      code: 200,
      body: want,
      type: 'text/plain; charset=utf-8',
      connection: 'keep-alive',
      sniffing: 'nosniff',
    })
  })

  it('a server that is not ready is alive', async () => {
    const { get } = buildHealth([caches])
    expect(await get('/readyz')).toMatchObject({
      code: 503,
      body: '[+]ping ok\n[-]caches failed: the queues of the cluster are not known yet\n[+]not-draining ok\nreadyz check failed\n',
    })
    expect(await Promise.all([get('/livez'), get('/healthz')])).toMatchObject([{ code: 200 }, { code: 200 }])
  })

  it('a server that drains is not ready, but alive', async () => {
    const { get } = buildHealth([], AbortSignal.abort())
    expect(await get('/readyz')).toMatchObject({
      code: 503,
      body: '[+]ping ok\n[-]not-draining failed: the server is about to stop\nreadyz check failed\n',
      connection: 'close',
    })
    expect(await get('/livez')).toMatchObject({ code: 200 })
  })

  it('a check with a bug is answered with 500', async () => {
    const { get, lines, metrics } = buildHealth([
      {
        name: 'broken',
        findMistake: () => {
          throw new Error('no such field')
        },
      },
    ])
    const { code, body } = await get('/readyz')
    const message = 'a bug kept volcano-admission from an answer; see its log'
    expect({ code, body: JSON.parse(body) }).toEqual({ code: 500, body: failureOf(500, 'InternalError', message) })
    expect(lines).toMatchObject([{ level: 'error', message: 'no such field' }])
    expect(await metrics.toText()).toContain('\nvolcano_admission_bugs_total 1\n')
  })

  it('nothing else is served', async () => {
    const { get, app } = buildHealth()
    const message = 'nothing is served at /debug/vars, only at /healthz, /healthz/ping, /livez, /readyz, /metrics'
    const { code, body } = await get('/debug/vars')
    expect({ code, body: JSON.parse(body) }).toEqual({ code: 404, body: failureOf(404, 'NotFound', message) })
    expect((await app.inject({ method: 'POST', url: '/healthz' })).statusCode).toBe(405)
  })
})

it.each([
  { sentence: 'a server that is ready', readiness: [], draining: new AbortController().signal, want: 1 },
  {
    sentence: 'a server with a check that fails',
    readiness: [caches],
    draining: new AbortController().signal,
    want: 0,
  },
  { sentence: 'a server that drains', readiness: [], draining: AbortSignal.abort(), want: 0 },
])('$sentence says so to Prometheus', async ({ readiness, draining, want }) => {
  const { get } = buildHealth(readiness, draining)
  expect((await get('/metrics')).body).toContain(`\nvolcano_admission_ready ${want}\n`)
})

it('the metrics are there for Prometheus', async () => {
  const { get } = buildHealth()
  const { code, type, body } = await get('/metrics')
  expect({ code, type }).toEqual({ code: 200, type: 'text/plain; version=0.0.4; charset=utf-8' })
  expect(body).toContain('\nvolcano_admission_bugs_total 0\n')
})
