import { beforeEach, expect, it } from 'vitest'
import { type Answer, fail } from '../../src/cluster/api-answer.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { followServerVersion } from '../../src/cluster/follow-server-version.ts'
import type { KubernetesVersion } from '../../src/kubernetes/version.ts'
import { createManualTimers, type ManualTimers } from './companions/manual-timers.ts'

let timers: ManualTimers
let closing: AbortController
let warnings: string[]
let versions: KubernetesVersion[]
/** What the API server says when it is asked. */
let answer: Answer<unknown>
let asked: number

beforeEach(() => {
  timers = createManualTimers()
  closing = new AbortController()
  warnings = []
  versions = []
  asked = 0
})

const client = {
  send: () => {
    asked += 1
    return Promise.resolve(answer)
  },
} as unknown as ApiClient
const version = (minor: number): Answer<unknown> => ({ value: { major: '1', minor: String(minor) } })
const away = fail('it is away')

const quiet = () => undefined
const logger = { info: quiet, error: quiet, warn: (_: object, message: string) => void warnings.push(message) }
const follow = () =>
  followServerVersion({ client, timers, signal: closing.signal }, logger, (found) => void versions.push(found))

it('a newer version is noticed, and the same one is told once', async () => {
  answer = version(35)
  await follow()
  await timers.pass(600_000)
  answer = version(36)
  await timers.pass(600_000)
  const minors = versions.map(({ minor }) => minor)
  expect([asked, minors]).toEqual([3, [35, 36]])
})

it('an API server without an answer is asked again, and only the first failure is told', async () => {
  answer = away
  await follow()
  await timers.pass(30_000)
  answer = version(34)
  await timers.pass(30_000)
  expect([asked, versions, warnings]).toEqual([
    3,
    [{ major: 1, minor: 34 }],
    [
      'failed to ask the API server for its version: it is away; the newest is assumed, with names of Services as from Kubernetes 1.36 and resources of pods as from 1.34',
    ],
  ])
})

it('nothing is asked after the end', async () => {
  answer = version(35)
  await follow()
  closing.abort()
  await timers.pass(600_000)
  expect([asked, timers.next()]).toEqual([1, undefined])
})
