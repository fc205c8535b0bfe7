/** The span in whose course a call came, of a trace that its caller records. */
export type TraceContext = Readonly<{ traceId: string; parentSpanId: string }>

const header =
  /^(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<span>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<more>-.*)?$/

/**
 * Reads `traceparent`; undefined when there is none, when it is not sound, and when the caller does not record the trace, so
 * that it alone says which reviews are traced. Mirrors W3C Trace Context, which lets later versions have more parts.
 */
export function parseTraceparent(traceparent: unknown): TraceContext | undefined {
  if (typeof traceparent !== 'string') return undefined
  const { version, trace = '', span = '', flags = '', more } = header.exec(traceparent)?.groups ?? {}
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined
  if (isZero(trace) || isZero(span) || (Number.parseInt(flags, 16) & recorded) === 0) return undefined
  return { traceId: trace, parentSpanId: span }
}

const recorded = 1

const isZero = (digits: string): boolean => /^0*$/.test(digits)
