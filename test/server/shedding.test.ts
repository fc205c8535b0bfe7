import { afterAll, describe, expect, it } from 'vitest'
import type { Overload } from '../../src/server/overload.ts'
import { buildServer } from './build-server.ts'
import { call, issuePair, keepAliveClient, listenLocally } from './local-tls.ts'
import { failureOf, reviewOf } from './reviews.ts'

const path = '/toys/validate'
const client = keepAliveClient()
afterAll(() => client.destroy())

describe('a server that has too much to do turns reviews away', () => {
  it.each<{ overload: Overload; message: string }>([
    {
      overload: 'event_loop_delay',
      message: 'reviews wait too long for their turn (--max-event-loop-delay); try again',
    },
    {
      overload: 'memory',
      message: 'volcano-admission has hardly any memory left (--max-memory-percent); try again',
    },
  ])('$overload', async ({ overload, message }) => {
    const { post, metric, lines } = buildServer({ overload: () => overload })
    const { statusCode, headers, ...response } = await post(path, reviewOf({ size: 1 }))
    expect({ code: statusCode, retryAfter: headers['retry-after'], body: response.json() }).toEqual({
      code: 503,
      retryAfter: '1',
      body: { ...failureOf(503, 'ServiceUnavailable', message), details: { retryAfterSeconds: 1 } },
    })
    expect(lines).toMatchObject([{ webhook: path, reason: 'overloaded', shed: overload, code: 503 }])
    expect(await metric(`volcano_admission_shed_total{webhook="${path}",reason="${overload}"}`)).toBe(1)
    expect(await metric(`volcano_admission_failures_total{webhook="${path}",reason="overloaded"}`)).toBe(1)
  })

  it('before it reads their bodies, over connections that go on', async () => {
    let overload: Overload | undefined = 'memory'
    const { app } = buildServer({ tls: await issuePair(), overload: () => overload })
    const address = await listenLocally(app)
    const refused = await call(client, address, path, { text: 'x'.repeat(500_000) })
    overload = undefined
    const answered = await call(client, address, path, reviewOf({ size: 1 }))
    await app.close()
    expect([refused.code, answered.code, answered.socket === refused.socket]).toEqual([503, 200, true])
  })
})
