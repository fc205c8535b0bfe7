import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer, type RequestOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type ApiClient, type ApiRequest, createApiClient } from '../../src/cluster/api-client.ts'
import { createRateLimit } from '../../src/cluster/rate-limit.ts'
import { systemTimers } from '../../src/cluster/timers.ts'
import { createAuthority, issueServingCertificate } from '../control-plane/certificates.ts'

const { signal } = new AbortController()
const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

type Options = Readonly<{ authorize?: () => Promise<RequestOptions>; renew?: () => void }>

function clientOf(server: string, { authorize = async () => ({}), renew = () => undefined }: Options = {}): ApiClient {
  const client = createApiClient(
    { server, authorize, renew },
    createRateLimit({ perSecond: 0, burst: 1 }, systemTimers),
  )
  closing.push(client.close)
  return client
}

/** What the client makes of the answer to a request. */
async function ask(listener: RequestListener, request: Partial<ApiRequest> = {}, options: Options = {}) {
  const port = await listen(createServer(listener))
  return clientOf(`http://127.0.0.1:${port}/base`, options).send({ path: '/api?a=b', signal, ...request })
}

test('requests carry credentials, and a body with its type', async () => {
  const authorize = async () => ({ headers: { Authorization: 'Bearer abc' } })
  const body = { type: 'application/merge-patch+json', content: { a: 'é' } }
  const answer = await ask(
    async (request, response) => {
      const { method, url, headers } = request
      let text = ''
      for await (const chunk of request) text += chunk
      const { authorization, accept, 'content-type': type } = headers
      response.end(JSON.stringify({ method, url, authorization, accept, type, text }))
    },
    { method: 'PATCH', body },
    { authorize },
  )
  expect(answer).toEqual({
    value: {
      method: 'PATCH',
      url: '/base/api?a=b',
      authorization: 'Bearer abc',
      accept: 'application/json',
      type: 'application/merge-patch+json',
      text: '{"a":"é"}',
    },
  })
})

const failure = { status: undefined, retryAfterMs: undefined, isTimeout: false }

test('a refusal is told in the words of the API server', async () => {
  const answer = await ask((_, response) => {
    response.writeHead(403).end('{"kind":"Status","message":"jobs is forbidden"}')
  })
  expect(answer).toEqual({ failure: { ...failure, status: 403, message: 'HTTP 403: jobs is forbidden' } })
})

test('a refusal in plain text is told, too, and when to come again', async () => {
  const answer = await ask((_, response) => {
    response.writeHead(503, { 'retry-after': '7' }).end('no healthy upstream\n')
  })
  expect(answer).toEqual({
    failure: { ...failure, status: 503, message: 'HTTP 503: no healthy upstream', retryAfterMs: 7_000 },
  })
})

test('an answer that is too large is not read', async () => {
  const answer = await ask((_, response) => void response.end(`"${'x'.repeat(100)}"`), { maxBytes: 100 })
  expect(answer).toEqual({ failure: { ...failure, status: 413, message: 'the answer has more than 100 bytes' } })
})

test('an answer that is not JSON is not quoted: it may be secret', async () => {
  const answer = await ask((_, response) => void response.end('{"data": secret'))
  expect(answer).toEqual({ failure: { ...failure, message: 'the answer is not JSON' } })
})

test('after 401 the credentials are renewed', async () => {
  let renewals = 0
  const renew = () => {
    renewals += 1
  }
  await ask((_, response) => void response.writeHead(401).end(), {}, { renew })
  await ask((_, response) => void response.writeHead(403).end(), {}, { renew })
  expect(renewals).toBe(1)
})

test('credentials that cannot be had are a failure', async () => {
  const authorize = async () => {
    throw new Error('the plugin ended with 1')
  }
  const answer = await ask((_, response) => void response.end('{}'), {}, { authorize })
  expect(answer).toEqual({ failure: { ...failure, message: 'the plugin ended with 1' } })
})

test('credentials that never come are waited for until the signal', async () => {
  const controller = new AbortController()
  const authorize = () => new Promise<never>(() => controller.abort(new Error('too late')))
  const answer = await ask((_, response) => void response.end('{}'), { signal: controller.signal }, { authorize })
  expect(answer).toEqual({ failure: { ...failure, message: 'too late' } })
})

test('nobody listens', async () => {
  const server = createServer()
  const port = await listen(server)
  server.close()
  const answer = await clientOf(`http://127.0.0.1:${port}`).send({ path: '/', signal })
  expect(answer.failure?.message).toBe(`connect ECONNREFUSED 127.0.0.1:${port}`)
})

test('what writes is never sent twice', async () => {
  let requests = 0
  const port = await listen(
    createServer((request, response) => {
      requests += 1
      if (requests === 1) response.end('{}')
      else request.socket.destroy()
    }),
  )
  const { send } = clientOf(`http://127.0.0.1:${port}`)
  await send({ path: '/', signal })
  const answer = await send({ method: 'POST', path: '/', body: { type: 'application/json', content: {} }, signal })
  expect(answer.failure?.message).toMatch(/ECONNRESET/)
  expect(requests).toBe(2)
})

test('the certificate of the API server must be signed by the known authority', async () => {
  const authority = await createAuthority()
  const { certificate: cert, key } = await issueServingCertificate(authority)
  const port = await listen(createTlsServer({ cert, key }, (_, response) => void response.end('{"a":1}')))
  const server = `https://127.0.0.1:${port}`
  const trusting = clientOf(server, { authorize: async () => ({ ca: authority.certificate }) })
  expect(await trusting.send({ path: '/', signal })).toEqual({ value: { a: 1 } })
  const { failure: distrust } = await clientOf(server).send({ path: '/', signal })
  expect(distrust?.message).toMatch(/certificate/)
})
