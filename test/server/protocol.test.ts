import { describe, expect, it } from 'vitest'
import { buildServer } from './build-server.ts'
import { allowed, failureOf, requestOf, reviewOf } from './reviews.ts'

const sound = JSON.stringify(reviewOf({ size: 1 }))
const json = { 'content-type': 'application/json' }
const served = '/toys/mutate, /toys/validate, /toys/broken'

const notReview = (message: string) => ({ code: 400, body: failureOf(400, 'BadRequest', message) })
const notJson = notReview('the request body is not JSON')
const wrongType = {
  code: 415,
  body: failureOf(415, 'UnsupportedMediaType', 'the content type must be application/json'),
}

const tooLarge = {
  code: 413,
  body: failureOf(
    413,
    'RequestEntityTooLarge',
    'the request body is too large: the most that is read is 100000 bytes (--max-request-bytes)',
  ),
}

describe('whatever is wrong with a call is answered with a Status', () => {
  it.each([
    { sentence: 'an empty body', payload: '', want: notJson },
    { sentence: 'no body and no content type', headers: {}, want: notJson },
    { sentence: 'garbage', payload: '}{', want: notJson },
    { sentence: 'YAML', payload: 'kind: AdmissionReview', want: notJson },
    { sentence: 'half a body', payload: sound.slice(0, -1), want: notJson },
    { sentence: 'null', payload: 'null', want: notReview('the body is not a JSON object') },
    { sentence: 'a list', payload: '[]', want: notReview('the body is not a JSON object') },
    { sentence: 'an empty object', payload: '{}', want: notReview('the AdmissionReview has no request') },
    {
      sentence: 'a request that is null',
      payload: '{"request":null}',
      want: notReview('the AdmissionReview has no request'),
    },
    {
      sentence: 'another kind',
      payload: '{"kind":"Pod","apiVersion":"v1"}',
      want: notReview(
        'expected an AdmissionReview of admission.k8s.io/v1 or admission.k8s.io/v1beta1, got "Pod" of "v1"',
      ),
    },
    {
      sentence: 'a field of a wrong type',
      payload: JSON.stringify(reviewOf({}, { dryRun: 'yes' })),
      want: notReview('request.dryRun must be true or false'),
    },
    { sentence: 'text as content type', headers: { 'content-type': 'text/plain' }, payload: sound, want: wrongType },
    {
      sentence: 'YAML as content type',
      headers: { 'content-type': 'application/yaml' },
      payload: sound,
      want: wrongType,
    },
    { sentence: 'a broken content type', headers: { 'content-type': '???' }, payload: sound, want: wrongType },
    { sentence: 'a body without content type', headers: {}, payload: sound, want: wrongType },
    { sentence: 'a body that is too large', payload: `"${'x'.repeat(100_000)}"`, want: tooLarge },
    {
      sentence: 'a body that is too large for no webhook',
      url: '/toys/paint',
      payload: `"${'x'.repeat(100_000)}"`,
      want: tooLarge,
    },
    {
      sentence: 'an unknown path',
      url: '/toys/paint',
      payload: '}{',
      want: { code: 404, body: failureOf(404, 'NotFound', `nothing is served at /toys/paint, only at ${served}`) },
    },
    {
      sentence: 'a slash too many',
      url: '/toys/validate/',
      payload: sound,
      want: { code: 404, body: failureOf(404, 'NotFound', `nothing is served at /toys/validate/, only at ${served}`) },
    },
    {
      sentence: 'a path that is no URL',
      url: '/%zz',
      payload: sound,
      want: notReview("the request is not sound: '/%zz' is not a valid url component"),
    },
    {
      sentence: 'GET',
      method: 'GET' as const,
      headers: {},
      want: { code: 405, body: failureOf(405, 'MethodNotAllowed', 'GET is not for /toys/validate: use POST') },
    },
    {
      sentence: 'PUT',
      method: 'PUT' as const,
      payload: sound,
      want: { code: 405, body: failureOf(405, 'MethodNotAllowed', 'PUT is not for /toys/validate: use POST') },
    },
  ])('$sentence', async ({ method = 'POST', url = '/toys/validate?timeout=10s', headers = json, payload, want }) => {
    const { app } = buildServer()
    const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    expect({ code: response.statusCode, body: response.json() }).toEqual(want)
  })

  it('names the method to use', async () => {
    const { app } = buildServer()
    expect((await app.inject({ method: 'GET', url: '/toys/validate' })).headers.allow).toBe('POST')
  })
})

describe('a review is answered', () => {
  const beta = { ...reviewOf({ size: 1 }), apiVersion: 'admission.k8s.io/v1beta1' }
  it.each([
    { sentence: 'as the API server sends it', url: '/toys/validate?timeout=10s' },
    { sentence: 'without a query', url: '/toys/validate' },
    { sentence: 'with a query that nobody knows', url: '/toys/validate?timeout=soon&pretty=true&timeout=1s' },
    { sentence: 'with a charset', headers: { 'content-type': 'application/json; charset=utf-8' } },
    {
      sentence: 'with another charset, as JSON is always UTF-8',
      headers: { 'content-type': 'application/json;charset=latin1' },
    },
    { sentence: 'with a content type in capitals', headers: { 'content-type': 'Application/JSON' } },
    { sentence: 'without kind and apiVersion', payload: { request: requestOf({ size: 1 }) } },
    { sentence: 'of v1beta1', payload: beta, wantAnswer: { ...allowed, apiVersion: beta.apiVersion } },
  ])(
    '$sentence',
    async ({ url = '/toys/validate', headers = {}, payload = reviewOf({ size: 1 }), wantAnswer = allowed }) => {
      const { post } = buildServer()
      const response = await post(url, payload, headers)
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(response.headers.connection).toBe('keep-alive')
      expect(response.json()).toEqual(wantAnswer)
    },
  )

  it('whose keys would change the prototype of an object', async () => {
    const { post } = buildServer()
    const response = await post(
      '/toys/validate',
      `{"__proto__":{"a":1},"constructor":{"prototype":{}},${sound.slice(1)}`,
    )
    expect(response.json()).toEqual(allowed)
  })
})

it('while the server drains every response asks the client to leave', async () => {
  const { app, post } = buildServer({ draining: AbortSignal.abort() })
  const responses = await Promise.all([
    post('/toys/validate', sound),
    post('/toys/validate', '}{'),
    post('/toys/unknown', sound),
    post('/toys/validate', sound, { 'content-type': 'text/plain' }),
    app.inject({ method: 'GET', url: '/%zz' }),
  ])
  expect(responses.map(({ statusCode, headers }) => [statusCode, headers.connection])).toEqual([
    [200, 'close'],
    [400, 'close'],
    [404, 'close'],
    [415, 'close'],
    [400, 'close'],
  ])
})

it('until the server is ready the failure policy of the cluster decides', async () => {
  const { post } = buildServer({ unreadyBecause: () => 'the queues of the cluster are not known yet' })
  const response = await post('/toys/validate', sound)
  expect(response.headers['retry-after']).toBe('1')
  expect({ code: response.statusCode, body: response.json() }).toEqual({
    code: 503,
    body: {
      ...failureOf(
        503,
        'ServiceUnavailable',
        'volcano-admission is not ready yet: the queues of the cluster are not known yet',
      ),
      details: { retryAfterSeconds: 1 },
    },
  })
})
