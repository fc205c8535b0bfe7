import { randomBytes } from 'node:crypto'
import { errorMessage } from './error-message.ts'
import type { Logger } from './logger.ts'
import type { FailureReason, VerdictLabel } from './metrics.ts'
import { encodeSpans, type Span } from './otlp.ts'
import { parseTraceparent } from './trace-context.ts'

/** A call of a webhook that was answered just now. */
export type TracedCall = Readonly<{
  /** The header of that name. */
  traceparent: unknown
  webhook: string
  /** By the clock of performance.now(). */
  startedAt: number
  /** What was decided about what, or why nothing was. */
  ended: Readonly<{ operation: string; verdict: VerdictLabel }> | Readonly<{ failure: FailureReason }>
}>

export type Trace = (call: TracedCall) => void

type TracerDependencies = Readonly<{
  /** Sends spans in OTLP; rejects when they did not arrive. */
  send: (request: object) => Promise<void>
  /** Runs something again and again until it is called off. */
  every: (ms: number, run: () => void) => () => void
  version: string
  log: Logger
}>

const intervalMs = 5_000
const spansAtOnce = 512
const mostWaiting = 2_048

/**
 * Makes a span of each call whose caller records a trace, and sends them in batches, aside from the reviews: whoever takes
 * spans slowly, or not at all, costs spans and nothing else.
 */
export function createTracer({ send, every, version, log }: TracerDependencies): Readonly<{
  trace: Trace
  /** Sends what waits. */
  close: () => Promise<void>
}> {
  let waiting: Span[] = []
  let lost = 0
  let sending: Promise<void> | undefined

  const sendWaiting = async (): Promise<void> => {
    const spans = waiting
    waiting = []
    try {
      await send(encodeSpans(spans, version))
      if (lost > 0) log.info({ lost }, 'spans are sent again')
      lost = 0
    } catch (error) {
      if (lost === 0) log.warn(`spans could not be sent: ${errorMessage(error)}`)
      lost += spans.length
    }
  }
  const flush = (): void => {
    if (waiting.length === 0) return
    sending ??= sendWaiting().finally(() => {
      sending = undefined
    })
  }
  const stop = every(intervalMs, flush)
  const trace: Trace = (call) => {
    const span = spanOf(call)
    if (span === undefined) return
    if (waiting.length >= mostWaiting) lost += 1
    else if (waiting.push(span) >= spansAtOnce) flush()
  }
  return {
    trace,
    async close() {
      stop()
      await sending
      flush()
      await sending
    },
  }
}

function spanOf({ traceparent, webhook, startedAt, ended }: TracedCall): Span | undefined {
  const context = parseTraceparent(traceparent)
  if (context === undefined) return undefined
  const hasFailed = 'failure' in ended
  return {
    ...context,
    spanId: randomBytes(8).toString('hex'),
    name: webhook,
    startMs: performance.timeOrigin + startedAt,
    endMs: performance.timeOrigin + performance.now(),
    attributes: { webhook, ...ended },
    mistake: hasFailed ? ended.failure : undefined,
  }
}
