import { expect, it } from 'vitest'
import { parseTraceparent } from '../../src/server/trace-context.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const parentSpanId = 'b7ad6b7169203331'

it.each([
  ['a trace that is recorded', `00-${traceId}-${parentSpanId}-01`],
  ['one with more flags', `00-${traceId}-${parentSpanId}-ff`],
  ['one of a later version, with more parts', `cc-${traceId}-${parentSpanId}-01-what-else`],
])('%s goes on', (_, header) => {
  expect(parseTraceparent(header)).toEqual({ traceId, parentSpanId })
})

it.each([
  ['no header', undefined],
  ['two headers', [`00-${traceId}-${parentSpanId}-01`, `00-${traceId}-${parentSpanId}-01`]],
  ['a trace that is not recorded', `00-${traceId}-${parentSpanId}-00`],
  ['one with other flags', `00-${traceId}-${parentSpanId}-02`],
  ['the version that never is', `ff-${traceId}-${parentSpanId}-01`],
  ['more parts than the version has', `00-${traceId}-${parentSpanId}-01-more`],
  ['no trace', `00-${'0'.repeat(32)}-${parentSpanId}-01`],
  ['no span', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['capitals', `00-${traceId.toUpperCase()}-${parentSpanId}-01`],
  ['something else', 'anything'],
])('%s begins no span', (_, header) => {
  expect(parseTraceparent(header)).toBeUndefined()
})
