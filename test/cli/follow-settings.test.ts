import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { followSettings } from '../../src/cli/follow-settings.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { systemTimers } from '../../src/cluster/timers.ts'
import { createLogger } from '../../src/server/logger.ts'
import { type FakeApiServer, type Fault, startFakeApiServer } from '../cluster/fake-api-server.ts'
import { clientOf } from '../cluster/fake-cluster.ts'
import { body, hang, status } from '../cluster/faults.ts'
import { configOf } from './config-of.ts'

let server: FakeApiServer
let client: ApiClient
let messages: string[]

beforeEach(async () => {
  messages = []
  server = await startFakeApiServer()
  client = clientOf(server, systemTimers)
})
afterEach(async () => {
  client.close()
  await server.stop()
})

const follow = (...args: readonly string[]) => {
  const destination = { write: (line: string) => messages.push(JSON.parse(line).msg) }
  return followSettings(configOf(...args), createLogger({ level: 'info', destination }))
}
const version = (minor: string) => body(`{"major": "1", "minor": "${minor}"}`)

it.each<readonly [string, Fault, readonly string[], boolean]>([
  ['is on from Kubernetes 1.34', version('34'), [], true],
  ['is off before', version('33'), [], false],
  ['is off before, also where the version has a plus', version('33+'), [], false],
  ['is on when the flag says so', version('33'), ['--feature-gates=PodLevelResources=true'], true],
  ['is off when the flag says so', version('34'), ['--feature-gates=PodLevelResources=false'], false],
  ['does not depend on other gates', version('33'), ['--feature-gates=SchedulingGatesQueueAdmission=true'], false],
])('the feature gate PodLevelResources %s', async (_, answer, args, want) => {
  server.failAt('/version', answer)
  const { current, alignWith, close } = follow(...args)
  await alignWith(client)
  close()
  expect([current().podLevelResources, messages]).toEqual([want, []])
})

test('without an answer it is on, and that is told', async () => {
  server.failAt('/version', status(403))
  const { current, alignWith, close } = follow()
  await alignWith(client)
  close()
  expect([current().podLevelResources, messages]).toEqual([
    true,
    [
      'failed to ask the API server for its version: HTTP 403: the fake says 403; the newest is assumed, with names of Services as from Kubernetes 1.36 and resources of pods as from 1.34',
    ],
  ])
})

test('nobody waits for an answer after the settings are closed', async () => {
  server.failAt('/version', hang)
  const { alignWith, close } = follow()
  const aligned = alignWith(client)
  close()
  await aligned
})

test('the flags of decisions are the settings', () => {
  const { current } = follow(
    ...['--max-queue-depth=3', '--enable-root-queue-protection=false', '--scheduler-name=night'],
    ...['--rule-preset=recommended', '--rules=queue-takes-jobs=warn'],
  )
  expect(current()).toMatchObject({
    ...{ maxQueueDepth: 3, rootQueueProtection: false, schedulerNames: ['night'] },
    ...{ preset: 'recommended', levels: new Map([['queue-takes-jobs', 'warn']]) },
  })
})

it.each([
  ['unless told', [], false],
  ['with --companions=off', ['--companions=off'], false],
  ['with --companions=auto', ['--companions=auto'], true],
  ['with --companions=on', ['--companions=on'], true],
])('whether it is looked at what has the names of companions, %s', async (_, args, want) => {
  server.failAt('/version', version('33'))
  const { current, alignWith, close } = follow('--webhook-namespace=default', ...args)
  const before = current().namesakesAreKnown
  await alignWith(client)
  close()
  expect([before, current().namesakesAreKnown]).toEqual([want, want])
})

it.each<readonly [string, readonly string[], object]>([
  ['is that of the API server', [], { major: 1, minor: 33 }],
  ['is that of the flag', ['--kubernetes-version=v1.35.2'], { major: 1, minor: 35 }],
])('the version of Kubernetes %s', async (_, args, kubernetesVersion) => {
  server.failAt('/version', version('33'))
  const { current, alignWith, close } = follow(...args)
  await alignWith(client)
  close()
  expect(current()).toMatchObject({
    kubernetesVersion,
    podLevelResources: kubernetesVersion !== undefined && args.length > 0,
  })
})
