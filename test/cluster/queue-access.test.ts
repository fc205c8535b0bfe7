import { beforeEach, expect, it } from 'vitest'
import type { AccessLookUp } from '../../src/admission/snapshot.ts'
import { type Answer, fail } from '../../src/cluster/api-answer.ts'
import type { ApiClient, ApiRequest } from '../../src/cluster/api-client.ts'
import { describeLookUp } from '../../src/cluster/object-source.ts'
import { createQueueAccess } from '../../src/cluster/queue-access.ts'
import type { Timers } from '../../src/cluster/timers.ts'

const ada = { username: 'ada', uid: 'u1', groups: ['research', 'system:authenticated'], extra: { scopes: ['a'] } }
const of = (name: string, more: Partial<AccessLookUp> = {}): AccessLookUp => ({
  from: 'queueAccess',
  name,
  requester: ada,
  isForAdvice: false,
  ...more,
})
const { signal } = new AbortController()

let now: number
let alarms: (() => void)[]
let sent: ApiRequest[]
let answers: (answer: Answer<unknown>) => void
const timers: Timers = {
  now: () => now,
  after(_, run) {
    alarms.push(run)
    return () => {
      alarms = alarms.filter((alarm) => alarm !== run)
    }
  },
}
const client: ApiClient = {
  send: (request) => {
    sent.push(request)
    return new Promise((resolve) => {
      answers = resolve
      request.signal.addEventListener('abort', () => resolve(fail('no answer within 1 ms', { isTimeout: true })))
    })
  },
  open: () => Promise.reject(new Error('nobody opens anything here')),
  close: () => undefined,
}
let access: ReturnType<typeof createQueueAccess>
const say = (allowed: boolean) => answers({ value: { status: { allowed } } })

beforeEach(() => {
  now = 0
  alarms = []
  sent = []
  access = createQueueAccess(client, { timeoutMs: 1000, adviceTimeoutMs: 100, timers })
})

/** What is found out about one queue when the API server says so, or at once. */
async function find(lookUp: AccessLookUp, allowed: boolean): Promise<boolean | undefined> {
  const pending = access.accessFor([lookUp], signal)
  if (pending instanceof Promise) say(allowed)
  return (await pending)?.mayUse(lookUp.name, lookUp.requester)
}

it('asks the API server what RBAC says of all that it knows of the user', async () => {
  expect(await find(of('research'), true)).toBe(true)
  expect(sent.map(({ method, path, body }) => ({ method, path, content: body?.content }))).toEqual([
    {
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      content: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user: 'ada',
          uid: 'u1',
          groups: ada.groups,
          extra: ada.extra,
          resourceAttributes: {
            group: 'scheduling.volcano.sh',
            version: 'v1beta1',
            resource: 'queues',
            verb: 'use',
            name: 'research',
          },
        },
      },
    },
  ])
})

it.each<[string, boolean, number, boolean]>([
  ['a right is remembered', true, 9_999, true],
  ['a right is asked for again after a while', true, 10_000, false],
  ['a missing right is remembered for a moment', false, 999, false],
  ['a missing right is asked for again soon', false, 1_000, true],
])('%s', async (_, first, later, want) => {
  await find(of('research'), first)
  now = later
  expect(await find(of('research'), !first)).toBe(want)
})

it.each<[string, AccessLookUp]>([
  ['another queue', of('other')],
  ['another user', of('research', { requester: { ...ada, username: 'bob' } })],
  ['other groups', of('research', { requester: { ...ada, groups: [] } })],
])('what is remembered is not for %s', async (_, lookUp) => {
  await find(of('research'), true)
  expect(await find(lookUp, false)).toBe(false)
})

it('all who wait for the same answer share a request', async () => {
  const both = Promise.all([access.accessFor([of('research')], signal), access.accessFor([of('research')], signal)])
  say(true)
  expect((await both).map((found) => found?.mayUse('research', ada))).toEqual([true, true])
  expect(sent).toHaveLength(1)
})

it.each<[string, () => void]>([
  ['fails', () => answers(fail('forbidden', { status: 403 }))],
  ['takes too long', () => alarms.forEach((ring) => void ring())],
])('a review fails when the request %s, but not for advice', async (_, happen) => {
  const strict = Promise.resolve(access.accessFor([of('research')], signal))
  const advice = Promise.resolve(access.accessFor([of('research', { isForAdvice: true })], signal))
  const settled = Promise.allSettled([strict, advice])
  happen()
  expect(await settled).toMatchObject([
    { status: 'rejected', reason: { message: expect.stringContaining('the right of ada to use the queue research') } },
    { status: 'fulfilled', value: undefined },
  ])
})

it('a review without room to wait is not kept for advice', () => {
  expect(access.accessFor([of('research', { isForAdvice: true })], AbortSignal.abort())).toBe(undefined)
  expect(sent).toEqual([])
})

it('is told in words', () => {
  expect(describeLookUp(of('research'))).toBe('right of ada to use the queue research')
})
