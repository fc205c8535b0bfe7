import { describe, expect, it } from 'vitest'
import type { Webhook } from '../../src/admission/webhook.ts'
import { buildServer, smallCluster } from './build-server.ts'
import { allowed, failureOf, reviewOf, uid } from './reviews.ts'
import { validateToys } from './webhooks.ts'

const secret = 'hunter2'
const broken = reviewOf({ size: 13, settings: { password: secret } })

describe('a bug in a webhook', () => {
  it('is answered with 500, and the next request works', async () => {
    const { post } = buildServer()
    const response = await post('/toys/broken', broken)
    const message = `a bug kept volcano-admission from a verdict; see its log for uid ${uid}`
    expect({ code: response.statusCode, body: response.json() }).toEqual({
      code: 500,
      body: failureOf(500, 'InternalError', message),
    })
    expect((await post('/toys/broken', reviewOf({ size: 1 }))).json()).toEqual(allowed)
  })

  it('is logged by place and uid, and counted', async () => {
    const { post, lines, metric } = buildServer()
    await post('/toys/broken', broken)
    const at = expect.arrayContaining([expect.stringContaining('webhooks.ts')])
    expect(lines).toMatchObject([
      { level: 'error', webhook: '/toys/broken', uid, error: 'Error', at },
      { level: 'warn', webhook: '/toys/broken', uid, reason: 'bug', code: 500 },
    ])
    expect(JSON.stringify(lines)).not.toContain(secret)
    expect(await metric('volcano_admission_bugs_total')).toBe(1)
    expect(await metric('volcano_admission_failures_total{webhook="/toys/broken",reason="bug"}')).toBe(1)
  })

  it('is answered with 500 after a look-up, too', async () => {
    const { post, metric } = buildServer({
      webhooks: [failsAfterLookUp],
      source: { snapshotFor: async () => smallCluster },
    })
    expect((await post('/toys/validate', broken)).statusCode).toBe(500)
    expect(await metric('volcano_admission_bugs_total')).toBe(1)
  })

  it('is reported even when it shows after the deadline', async () => {
    const pending = Promise.withResolvers<typeof smallCluster>()
    const { post, metric } = buildServer({
      webhooks: [failsAfterLookUp],
      source: { snapshotFor: () => pending.promise },
    })
    expect((await post('/toys/validate?timeout=1ms', broken)).statusCode).toBe(504)
    pending.resolve(smallCluster)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await metric('volcano_admission_bugs_total')).toBe(1)
  })

  it('before the body is read is answered with 500', async () => {
    const { post, lines } = buildServer({
      unreadyBecause: () => {
        throw new TypeError('a bug')
      },
    })
    expect((await post('/toys/validate', '}{')).statusCode).toBe(500)
    expect(lines).toMatchObject([{ webhook: '/toys/validate', error: 'TypeError' }, { reason: 'bug' }])
  })
})

const failsAfterLookUp: Webhook = {
  ...validateToys,
  open: () => ({
    lookUps: [],
    decide: () => {
      throw new Error('a bug')
    },
  }),
}

describe('an error outside of reviews', () => {
  it('is logged with its message, and counted', async () => {
    const { bugs, lines, metric } = buildServer()
    bugs.ofProcess(Object.assign(new Error('the watch ended', { cause: new Error('ECONNRESET') }), { token: secret }))
    bugs.ofProcess('a text')
    expect(lines).toMatchObject([
      { level: 'error', error: 'Error', message: 'the watch ended: ECONNRESET' },
      { level: 'error', error: 'string', message: 'a text' },
    ])
    expect(JSON.stringify(lines)).not.toContain(secret)
    expect(await metric('volcano_admission_bugs_total')).toBe(2)
  })
})
