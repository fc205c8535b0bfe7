import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { readServerVersion } from '../../src/cluster/server-version.ts'
import { systemTimers } from '../../src/cluster/timers.ts'
import { type FakeApiServer, type Fault, startFakeApiServer } from './fake-api-server.ts'
import { clientOf } from './fake-cluster.ts'
import { body, status } from './faults.ts'

const { signal } = new AbortController()
let server: FakeApiServer
let client: ApiClient

beforeEach(async () => {
  server = await startFakeApiServer()
  client = clientOf(server, systemTimers)
})
afterEach(async () => {
  client.close()
  await server.stop()
})

const read = async (answer: Fault) => {
  server.failAt('/version', answer)
  const { value, failure } = await readServerVersion({ client, timers: systemTimers, signal })
  return value ?? failure.message
}

it.each<readonly [string, Fault, unknown]>([
  ['a version', body('{"major": "1", "minor": "36", "gitVersion": "v1.36.1"}'), { major: 1, minor: 36 }],
  ['a version with a plus', body('{"major": "1", "minor": "34+"}'), { major: 1, minor: 34 }],
  ['no minor version', body('{"major": "1"}'), 'the answer is no version'],
  ['null', body('null'), 'the answer is no version'],
  ['403', status(403), 'HTTP 403: the fake says 403'],
])('the API server answers with %s', async (_, answer, want) => {
  expect(await read(answer)).toEqual(want)
  expect(server.requests).toEqual(['GET /version'])
})
