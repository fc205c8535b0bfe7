import type { FlagTable } from '../flag.ts'

/** Where traces go. */
export const tracingFlags = {
  'otlp-endpoint': {
    type: 'string',
    default: '',
    upstream: false,
    about:
      'URL of an OpenTelemetry collector that takes OTLP over HTTP, such as `http://collector:4318`. It gets a span of each review whose trace the API server records; empty means none.',
  },
} as const satisfies FlagTable
