import { describe, expect, it } from 'vitest'
import { webhooks } from '../../src/admission/webhooks.ts'
import { aCluster } from '../builders.ts'
import { buildServer } from '../server/build-server.ts'
import { documentedDifferenceOf } from './documented-differences.ts'
import { recordedExchanges } from './recorded-exchanges.ts'
import { ourOutcome, outcomeOfVolcano } from './replay-exchange.ts'

const { app } = buildServer({
  webhooks,
  source: { snapshotFor: () => aCluster() },
  limits: { maxRequestBytes: 7 * 2 ** 20, maxRequestsInFlight: 1, requestTimeout: 1000 },
})

const exchanges = await Promise.all(
  recordedExchanges.map(async (exchange) => ({
    ...exchange,
    volcano: outcomeOfVolcano(exchange),
    ours: await ourOutcome(app, exchange),
    difference: documentedDifferenceOf(`protocol/${exchange.case}`),
  })),
)

describe('recorded requests over HTTP', () => {
  it.each(exchanges.filter(({ difference }) => difference === undefined))(
    '$case: as Volcano: $about',
    ({ volcano, ours }) => expect(ours).toEqual(volcano),
  )

  it.each(exchanges.filter(({ difference }) => difference !== undefined))(
    '$case: not as Volcano: $difference',
    ({ volcano, ours }) => expect(ours).not.toEqual(volcano),
  )
})

const refusedEmptyJob = {
  status: 200,
  allowed: false,
  hasPatch: false,
  complaints: 3,
  sentences: ['No task specified in job spec'],
}
const admitted = { status: 200, allowed: true, hasPatch: false, complaints: 0, sentences: [] }

it('requests that end otherwise than in Volcano', () => {
  const others = exchanges.filter(({ difference }) => difference !== undefined)
  expect(Object.fromEntries(others.map((exchange) => [exchange.case, exchange.ours]))).toEqual({
    'jobs-mutate-op-update': admitted,
    'jobs-mutate-null-object': admitted,
    'jobs-mutate-strange-kind': admitted,
    'jobs-validate-null-object': refusedEmptyJob,
    'jobs-validate-strange-kind': refusedEmptyJob,
    'pods-mutate-strange-kind': admitted,
    'pods-validate-strange-kind': admitted,
    'not-json': { status: 400 },
    'empty-body': { status: 400 },
    'empty-object': { status: 400 },
    'no-request': { status: 400 },
    'other-kind': { status: 400 },
    v1beta1: admitted,
    'content-type': admitted,
    'content-type-yaml': { status: 415 },
    'big-body': { status: 400 },
  })
})
