import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { postSpans } from '../../src/server/post-spans.ts'

/** A receiver of spans that answers with this code, and what it was sent. */
async function startReceiver(code: number) {
  const received: unknown[] = []
  const receiver = createServer(async (request, response) => {
    received.push([request.method, request.url, request.headers['content-type'], await json(request)])
    response.writeHead(code, { location: '/elsewhere' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  onTestFinished(() => void receiver.close())
  return { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, received }
}

it.each(['', '/', '/prefix', '/prefix/'])('spans are posted below the endpoint: %j', async (path) => {
  const { url, received } = await startReceiver(200)
  await postSpans(url + path)({ resourceSpans: [] })
  const where = `${path.replace(/\/$/, '')}/v1/traces`
  expect(received).toEqual([['POST', where, 'application/json', { resourceSpans: [] }]])
})

it.each([
  [400, 'the receiver answers with 400'],
  [503, 'the receiver answers with 503'],
  [307, 'fetch failed'],
])('an answer of %i is a failure', async (code, message) => {
  const { url, received } = await startReceiver(code)
  await expect(postSpans(url)({})).rejects.toThrow(message)
  expect(received).toHaveLength(1)
})

it('nobody there is a failure', async () => {
  await expect(postSpans('http://127.0.0.1:1')({})).rejects.toThrow('fetch failed')
})
