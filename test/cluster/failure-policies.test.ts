import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { proofName, proofSentence } from '../../src/admission/path-proof.ts'
import type { ApiClient } from '../../src/cluster/api-client.ts'
import { keepCaBundles } from '../../src/cluster/ca-bundle.ts'
import { createFailurePolicies, type FailurePolicies } from '../../src/cluster/failure-policies.ts'
import { type FakeApiServer, type Fault, reply } from './fake-api-server.ts'
import { type FakeCluster, startFakeCluster, stopFakeCluster } from './fake-cluster.ts'
import { status } from './faults.ts'
import type { HastyTimers } from './hasty-timers.ts'

const everyMs = 25_000
const validating = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'
const name = 'volcano-admission-service-jobs-validate'
const webhook = {
  path: '/jobs/validate',
  type: 'validating',
  resource: { group: 'batch.volcano.sh', version: 'v1alpha1', resource: 'jobs' },
  scope: 'Namespaced',
} as const
const caBundle = Buffer.from('the CA').toString('base64')

let moment: FakeCluster['moment']
let timers: HastyTimers
let server: FakeApiServer
let client: ApiClient
let log: FakeCluster['log']
let policies: FailurePolicies
let bundles: ReturnType<typeof keepCaBundles> | undefined

beforeEach(async () => {
  ;({ moment, timers, log, server, client } = await startFakeCluster(validating))
})
afterEach(async () => {
  await bundles?.close()
  await stopFakeCluster({ client, server })
})

const wish = { 'volcano-admission.volcano.sh/failure-policy': 'Fail' }
const configuration = (failurePolicy: string, annotations: object = wish) => ({
  metadata: { name, annotations },
  webhooks: [{ name: 'a', failurePolicy, clientConfig: { service: { namespace: 'ns', name: 's' }, caBundle } }],
})

const denial =
  (message: string): Fault =>
  (response) =>
    reply(response, 422, { kind: 'Status', message: `admission webhook "a" denied the request: ${message}` })
const ours = denial(proofSentence('/jobs/validate', 'word 1'))
const passed: Fault = (response) => reply(response, 201, { metadata: { name: proofName } })
const answerProofs = (fault: Fault) => server.failAt(proofName, fault)

const keep = ({ reached, canAnswer = () => true }: { reached?: string; canAnswer?: () => boolean } = {}) => {
  let words = 0
  policies = createFailurePolicies(client, {
    canAnswer,
    schedulerName: () => 'volcano',
    logger: log.logger,
    timers,
    word: () => `word ${++words}`,
    reach: async () => reached,
  })
  bundles = keepCaBundles(client, {
    webhooks: [webhook],
    authority: () => 'the CA',
    policies,
    logger: log.logger,
    everyMs,
    timers,
    random: () => 0,
  })
}
const lineCount = (count: number) => moment.until(() => log.lines.length >= count)
const found = () => {
  const [object] = server.objects(validating)
  const { resourceVersion, ...metadata } = object?.metadata ?? { name: '' }
  return { ...object, metadata }
}
const proofs = () => server.requests.filter((request) => request.includes(proofName))
const refusal = `warn: the failurePolicy of ${name} does not become Fail yet: `

test('a webhook that refuses what it must becomes Fail, and nothing else is touched', async () => {
  answerProofs(ours)
  server.put(validating, configuration('Ignore'))
  keep()
  await lineCount(1)
  expect(log.lines).toEqual([`info: ${name} is proved to be asked: its failurePolicy is Fail from now on`])
  expect(found()).toEqual(configuration('Fail'))
  expect(policies.status()).toEqual([{ configuration: name, proved: true }])
  expect(proofs()).toEqual([
    `PATCH /apis/batch.volcano.sh/v1alpha1/namespaces/kube-public/jobs/${proofName}?dryRun=All&force=true&fieldManager=volcano-admission`,
  ])
})

test('the proof is tried in the namespace that the configuration names', async () => {
  answerProofs(ours)
  server.put(
    validating,
    configuration('Ignore', { ...wish, 'volcano-admission.volcano.sh/path-proof-namespace': 'lab' }),
  )
  keep()
  await lineCount(1)
  expect(proofs()[0]).toContain('/namespaces/lab/jobs/')
})

it.each<[string, string, object]>([
  ['that wishes for nothing', 'Ignore', {}],
  ['that wishes for something else', 'Ignore', { 'volcano-admission.volcano.sh/failure-policy': 'Ignore' }],
  ['that is Fail already', 'Fail', wish],
])('a configuration %s is left alone', async (_, policy, annotations) => {
  server.put(validating, configuration(policy, annotations))
  keep()
  await timers.expire(everyMs)
  expect([proofs(), found(), log.lines]).toEqual([[], configuration(policy, annotations), []])
  expect(policies.status()).toEqual(annotations === wish ? [{ configuration: name, proved: true }] : [])
})

describe('a policy stays, and the reason is told once, when', () => {
  const unanswered = 'the API server gets no answer of /jobs/validate, for which it asks service ns/s:443; from here'
  it.each<[string, Fault, string | undefined, string]>([
    ['the object passes, and the webhook cannot be reached', passed, 'no route', `${unanswered}: no route`],
    [
      'the object passes, though the webhook can be reached',
      passed,
      undefined,
      `${unanswered} it can be reached and trusted. See the log of the API server for "failed calling webhook", and ` +
        'whether the selectors of the configuration leave out the namespace in which it is tried',
    ],
    [
      'somebody else refuses the object',
      denial('quota exceeded'),
      undefined,
      'no answer of /jobs/validate came back through the API server: HTTP 422: admission webhook "a" denied the ' +
        'request: quota exceeded',
    ],
    [
      'the refusal is of an earlier object',
      denial(proofSentence('/jobs/validate', 'word 0')),
      undefined,
      `no answer of /jobs/validate came back through the API server: HTTP 422: admission webhook "a" denied the request: ${proofSentence('/jobs/validate', 'word 0')}`,
    ],
    [
      'another webhook answers',
      denial(proofSentence('/jobs/mutate', 'word 1')),
      undefined,
      `no answer of /jobs/validate came back through the API server: HTTP 422: admission webhook "a" denied the request: ${proofSentence('/jobs/mutate', 'word 1')}`,
    ],
    [
      'the server may not create the object',
      status(403),
      undefined,
      'no answer of /jobs/validate came back through the API server: HTTP 403: the fake says 403',
    ],
    [
      'there is such an object',
      (response) => reply(response, 200, { metadata: { name: proofName, resourceVersion: '7' } }),
      undefined,
      `there is an object jobs/${proofName} in namespace kube-public, so that none can be created; delete it`,
    ],
  ])('%s', async (_, fault, reached, why) => {
    answerProofs(fault)
    server.put(validating, configuration('Ignore'))
    keep({ ...(reached !== undefined && { reached }) })
    await timers.isSet(everyMs)
    expect(proofs().length).toBeGreaterThan(3)
    expect(log.lines).toEqual([refusal + why])
    expect(found()).toEqual(configuration('Ignore'))
    expect(policies.status()).toEqual([{ configuration: name, proved: false }])
  })
})

test('a way that opens later is proved then', async () => {
  let asked = 0
  answerProofs((response) =>
    (++asked < 3 ? passed : denial(proofSentence('/jobs/validate', `word ${asked}`)))(response),
  )
  server.put(validating, configuration('Ignore'))
  keep({ reached: 'no route' })
  await lineCount(2)
  expect([found(), policies.status()]).toEqual([configuration('Fail'), [{ configuration: name, proved: true }]])
})

test('nothing is tried before this server answers', async () => {
  answerProofs(ours)
  server.put(validating, configuration('Ignore'))
  let isReady = false
  keep({ canAnswer: () => isReady })
  await timers.isSet(everyMs)
  expect([proofs(), log.lines]).toEqual([[], []])
  isReady = true
  await timers.expire(everyMs)
  await lineCount(1)
  expect(found()).toEqual(configuration('Fail'))
})

test('a policy that somebody puts back is proved again, and set again', async () => {
  let asked = 0
  answerProofs((response) => denial(proofSentence('/jobs/validate', `word ${++asked}`))(response))
  server.put(validating, configuration('Ignore'))
  keep()
  await moment.until(() => server.openWatches() > 0 && log.lines.length === 1)
  server.put(validating, configuration('Ignore'))
  await lineCount(2)
  expect([found(), asked]).toEqual([configuration('Fail'), 2])
})

test('a configuration that changes after it was proved is proved again', async () => {
  let asked = 0
  answerProofs((response) => {
    if (++asked === 1) server.put(validating, { ...configuration('Ignore'), extra: 'theirs' })
    denial(proofSentence('/jobs/validate', `word ${asked}`))(response)
  })
  server.put(validating, configuration('Ignore'))
  keep()
  await lineCount(1)
  expect([found(), asked]).toEqual([{ ...configuration('Fail'), extra: 'theirs' }, 2])
})

test('of two servers that prove the same, one changes the configuration', async () => {
  const open = () => {
    const kept = createFailurePolicies(client, {
      canAnswer: () => true,
      schedulerName: () => 'volcano',
      logger: log.logger,
      timers,
      word: () => 'word 1',
    })
    return () => kept.settle(webhook, server.objects(validating)[0], new AbortController().signal)
  }
  server.put(validating, configuration('Ignore'))
  const [one, other] = [open(), open()]
  const waiting: (() => void)[] = []
  answerProofs((response) => {
    waiting.push(() => ours(response))
    if (waiting.length === 2) for (const answer of waiting) answer()
  })
  expect(await Promise.all([one(), other()])).toEqual(['changed', 'changed'])
  expect(log.lines).toEqual([`info: ${name} is proved to be asked: its failurePolicy is Fail from now on`])
  expect(await Promise.all([one(), other()])).toEqual(['right', 'right'])
})

test('a configuration that may not be changed is told of', async () => {
  answerProofs(ours)
  server.put(validating, configuration('Ignore'))
  server.failAt(name, (response) => {
    server.failAt(name, status(403))
    reply(response, 200, { ...configuration('Ignore') })
  })
  keep()
  await lineCount(1)
  expect(log.lines[0]).toBe(`${refusal}it cannot be changed: HTTP 403: the fake says 403`)
})

test('closing is no failure', async () => {
  answerProofs(() => undefined)
  server.put(validating, configuration('Ignore'))
  keep()
  await moment.until(() => proofs().length === 1)
  await bundles?.close()
  expect(log.lines).toEqual([])
})
