import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/server/logger.ts'
import { createTracer, type TracedCall } from '../../src/server/tracer.ts'
import { buildServer } from './build-server.ts'
import { reviewOf } from './reviews.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const parentSpanId = 'b7ad6b7169203331'
const traceparent = `00-${traceId}-${parentSpanId}-01`
const call: TracedCall = {
  traceparent,
  webhook: '/a',
  startedAt: 0,
  ended: { operation: 'CREATE', verdict: 'allowed' },
}

type Sent = { resourceSpans: [{ scopeSpans: [{ spans: Record<string, unknown>[] }] }] }

/** A tracer whose clock is `tick`, and the spans that it has sent, batch by batch. */
function buildTracer(send: () => Promise<void> = async () => undefined) {
  const batches: Record<string, unknown>[][] = []
  const requests: object[] = []
  const lines: Record<string, unknown>[] = []
  let tick = (): void => undefined
  let isStopped = false
  const tracer = createTracer({
    send(request) {
      requests.push(request)
      batches.push((request as Sent).resourceSpans[0].scopeSpans[0].spans)
      return send()
    },
    every(_, run) {
      tick = run
      return () => {
        isStopped = true
      }
    },
    version: '1.2.3',
    log: createLogger({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } }),
  })
  return { ...tracer, batches, requests, lines, tick: () => tick(), isStopped: () => isStopped }
}

describe('a review', () => {
  it.each([
    ['that is allowed', '/toys/validate', reviewOf({ size: 1 }), { operation: 'CREATE', verdict: 'allowed' }],
    ['that is denied', '/toys/validate', reviewOf({ size: 0 }), { operation: 'CREATE', verdict: 'denied' }],
    ['that is patched', '/toys/mutate', reviewOf({}), { operation: 'CREATE', verdict: 'patched' }],
    ['without a verdict', '/toys/validate', 'no JSON', { failure: 'invalid_request' }],
    ['that meets a bug', '/toys/broken', reviewOf({ size: 13 }), { failure: 'bug' }],
  ])('%s has a span', async (_, webhook, review, attributes) => {
    const tracer = buildTracer()
    const { post } = buildServer({ trace: tracer.trace })
    const before = Date.now()
    await post(webhook, review, { traceparent })
    await tracer.close()
    const [[span = {}] = []] = tracer.batches
    expect(span).toEqual({
      ...{ traceId, parentSpanId, spanId: expect.stringMatching(/^[0-9a-f]{16}$/), name: webhook, kind: 2 },
      startTimeUnixNano: expect.stringMatching(/^\d{16}000$/),
      endTimeUnixNano: expect.stringMatching(/^\d{16}000$/),
      attributes: Object.entries({ webhook, ...attributes }).map(([key, stringValue]) => ({
        key,
        value: { stringValue },
      })),
      status: 'failure' in attributes ? { code: 2, message: attributes.failure } : {},
    })
    const [start, end] = [span.startTimeUnixNano, span.endTimeUnixNano].map((text) => Number(text) / 1e6) as [
      number,
      number,
    ]
    expect(start).toBeLessThan(end)
    expect(Math.abs(start - before)).toBeLessThan(2_000)
  })

  it('has none when its caller records no trace', async () => {
    const tracer = buildTracer()
    const { post } = buildServer({ trace: tracer.trace })
    await post('/toys/validate', reviewOf({ size: 1 }))
    await tracer.close()
    expect(tracer.batches).toEqual([])
  })
})

describe('spans', () => {
  it('say whose they are', async () => {
    const { trace, close, requests } = buildTracer()
    trace(call)
    await close()
    const attributes = [
      { key: 'service.name', value: { stringValue: 'volcano-admission' } },
      { key: 'service.version', value: { stringValue: '1.2.3' } },
    ]
    const scope = { name: 'volcano-admission', version: '1.2.3' }
    expect(requests).toMatchObject([{ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope }] }] }])
  })

  it('are sent together, now and then, and no empty batch is', () => {
    const { trace, tick, batches } = buildTracer()
    trace(call)
    trace(call)
    expect(batches).toEqual([])
    tick()
    tick()
    expect(batches.map(({ length }) => length)).toEqual([2])
  })

  it('are sent at once when there are many', () => {
    const { trace, batches } = buildTracer()
    for (let count = 0; count < 600; count += 1) trace(call)
    expect(batches.map(({ length }) => length)).toEqual([512])
  })

  it('are lost, with one warning, when nobody takes them', async () => {
    const refused = () => Promise.reject(new Error('refused'))
    const { trace, close, tick, lines } = buildTracer(refused)
    trace(call)
    tick()
    await Promise.resolve()
    trace(call)
    await close()
    expect(lines).toMatchObject([{ level: 'warn', msg: 'spans could not be sent: refused' }])
  })

  it('are held in memory up to a bound while the receiver is slow, and what was lost is told once', async () => {
    const slow = Promise.withResolvers<void>()
    const { trace, close, lines, batches } = buildTracer(() => slow.promise)
    for (let count = 0; count < 3_000; count += 1) trace(call)
    slow.resolve()
    await close()
    expect(batches.map(({ length }) => length)).toEqual([512, 2_048])
    expect(lines).toMatchObject([{ lost: 3_000 - 512 - 2_048, msg: 'spans are sent again' }])
  })

  it('are no more asked for after the end', async () => {
    const { close, isStopped } = buildTracer()
    await close()
    expect(isStopped()).toBe(true)
  })
})
