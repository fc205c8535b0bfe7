import type { TraceContext } from './trace-context.ts'

/** A span: times are milliseconds since 1970, with fractions. */
export type Span = TraceContext &
  Readonly<{
    spanId: string
    name: string
    startMs: number
    endMs: number
    attributes: Readonly<Record<string, string>>
    /** Why what the span is of has failed; undefined when it has not. */
    mistake: string | undefined
  }>

/** Spans as OTLP writes them in JSON. Mirrors opentelemetry.proto.collector.trace.v1: ExportTraceServiceRequest. */
export const encodeSpans = (spans: readonly Span[], version: string): object => ({
  resourceSpans: [
    {
      resource: { attributes: attributesOf({ 'service.name': service, 'service.version': version }) },
      scopeSpans: [{ scope: { name: service, version }, spans: spans.map(encodeSpan) }],
    },
  ],
})

const service = 'volcano-admission'
const ofServer = 2
const failed = 2

const encodeSpan = ({ traceId, spanId, parentSpanId, name, startMs, endMs, attributes, mistake }: Span): object => ({
  ...{ traceId, spanId, parentSpanId, name },
  kind: ofServer,
  startTimeUnixNano: nanosecondsOf(startMs),
  endTimeUnixNano: nanosecondsOf(endMs),
  attributes: attributesOf(attributes),
  status: mistake === undefined ? {} : { code: failed, message: mistake },
})

/** As a text, as a number has not so many digits; microseconds are exact. */
const nanosecondsOf = (milliseconds: number): string => `${Math.round(milliseconds * 1000)}000`

const attributesOf = (attributes: Readonly<Record<string, string>>): readonly object[] =>
  Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }))
