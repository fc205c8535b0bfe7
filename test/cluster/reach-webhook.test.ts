import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nameAddress, reachWebhook } from '../../src/cluster/reach-webhook.ts'
import { issueAuthority, issueServingCertificate } from '../../src/tls/issue.ts'

const now = new Date()
const authority = await issueAuthority('test CA', now)
const { certificate, key } = await issueServingCertificate(authority, ['127.0.0.1'], now)
const server = createServer({ cert: certificate, key })
let url: string
let closed: string

const base64 = (text: string) => Buffer.from(text).toString('base64')
const trusted = base64(authority.certificate)
const never = new AbortController().signal

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gone = createServer().listen(0, '127.0.0.1')
  await once(gone, 'listening')
  closed = `https://127.0.0.1:${(gone.address() as AddressInfo).port}/jobs/validate`
  gone.close()
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/jobs/validate`
})
afterAll(() => void server.close())

it('a webhook that listens and has a certificate of the CA can be reached', async () => {
  expect(await reachWebhook({ url, caBundle: trusted }, never)).toBe(undefined)
})

it('one of another CA cannot', async () => {
  const other = await issueAuthority('other CA', now)
  const caBundle = base64(other.certificate)
  expect(await reachWebhook({ url, caBundle }, never)).toMatch(/certificate/)
})

it('one that does not listen cannot', async () => {
  expect(await reachWebhook({ url: closed, caBundle: trusted }, never)).toContain('ECONNREFUSED')
})

it('one without an address cannot', async () => {
  expect(await reachWebhook({ caBundle: trusted }, never)).toBe('there is no address')
})

it('the host of a Service is its name in the cluster', async () => {
  // Too long for a name, so that nobody is asked for it.
  const name = 'a'.repeat(64)
  const service = { name, namespace: 'ns' }
  expect(await reachWebhook({ service, caBundle: trusted }, never)).toContain(`${name}.ns.svc`)
})

it('whoever gives up does not wait', async () => {
  expect(await reachWebhook({ url, caBundle: trusted }, AbortSignal.abort())).toBe('given up')
})

it.each([
  [{ service: { name: 's', namespace: 'ns' } }, 'service ns/s:443'],
  [{ service: { name: 's', namespace: 'ns', port: 8443 } }, 'service ns/s:8443'],
  [{ url: 'https://127.0.0.1:1/a' }, 'https://127.0.0.1:1/a'],
])('%j is told as %s', (config, name) => {
  expect(nameAddress(config)).toBe(name)
})
