import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import type { App } from '../../src/server/create-app.ts'
import { listen } from '../../src/server/listen.ts'
import { type CertificatePair, replaceCertificate } from '../../src/server/tls-options.ts'
import { buildServer } from './build-server.ts'
import { call, dial, issuePair, keepAliveClient, listenLocally } from './local-tls.ts'
import { allowed, failureOf, reviewOf } from './reviews.ts'

const pair = await issuePair()
/** What Node would accept by itself. */
const weakCipher = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA' } as const
const opened: App[] = []
const clients = [keepAliveClient(), keepAliveClient()] as const

function buildTlsServer(tls: CertificatePair = pair): App {
  const { app } = buildServer({ tls })
  opened.push(app)
  return app
}

afterEach(async () => {
  for (const client of clients) client.destroy()
  await Promise.all(opened.splice(0).map((app) => app.close()))
})

describe('a listening server', () => {
  it('tells the address that it got', async () => {
    const app = buildTlsServer()
    const address = await listenLocally(app)
    expect(address).toEqual({ host: '127.0.0.1', port: expect.any(Number) })
    const { code, body } = await call(clients[0], address, '/toys/validate', reviewOf({ size: 1 }))
    expect({ code, body: JSON.parse(body) }).toEqual({ code: 200, body: allowed })
  })

  it('keeps idle connections for longer than the API server does, and waits for no slow client', () => {
    const { keepAliveTimeout, headersTimeout, requestTimeout, timeout } = buildTlsServer().server
    expect({ keepAliveTimeout, headersTimeout, requestTimeout, timeout }).toEqual({
      keepAliveTimeout: 120_000,
      headersTimeout: 5_000,
      requestTimeout: 30_000,
      timeout: 60_000,
    })
  })

  it('listens on all interfaces when no host is given', async () => {
    const { address } = await listen(buildTlsServer(), { host: '', port: 0 })
    expect(['::', '0.0.0.0']).toContain(address?.host)
    const local = { host: '127.0.0.1', port: address?.port ?? 0 }
    expect(await call(clients[0], local, '/')).toMatchObject({ code: 404 })
  })

  it('says why it cannot listen', async () => {
    const { port } = await listenLocally(buildTlsServer())
    expect(await listen(buildTlsServer(), { host: '127.0.0.1', port })).toEqual({
      mistake: `failed to listen on 127.0.0.1:${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}`,
    })
  })

  it('speaks HTTP/1.1 over TLS 1.2 or newer', async () => {
    const address = await listenLocally(buildTlsServer())
    const modern = await dial(address, { ALPNProtocols: ['h2', 'http/1.1'] })
    expect([modern.getProtocol(), modern.alpnProtocol]).toEqual(['TLSv1.3', 'http/1.1'])
    const older = await dial(address, { maxVersion: 'TLSv1.2' })
    expect([older.getProtocol(), older.getCipher().name]).toEqual(['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'])
    await expect(dial(address, weakCipher)).rejects.toThrow('alert handshake failure')
    const oldest = dial(address, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' })
    await expect(oldest).rejects.toThrow('alert protocol version')
  })
})

describe('a new certificate', () => {
  it('is shown to new connections; open ones stay', async () => {
    const app = buildTlsServer()
    const address = await listenLocally(app)
    const serialOf = async () => (await dial(address)).getPeerX509Certificate()?.serialNumber
    const before = await call(clients[0], address, '/toys/validate', reviewOf({ size: 1 }))
    const oldSerial = await serialOf()

    replaceCertificate(app, await issuePair())

    const after = await call(clients[0], address, '/toys/validate', reviewOf({ size: 1 }))
    expect([before.code, after.code, after.socket === before.socket]).toEqual([200, 200, true])
    expect(oldSerial).toEqual(expect.any(String))
    expect(await serialOf()).not.toBe(oldSerial)
    await expect(dial(address, weakCipher)).rejects.toThrow('alert handshake failure')
  })

  it('that TLS cannot use is refused, and the old one stays', async () => {
    const app = buildTlsServer()
    const address = await listenLocally(app)
    expect(() => replaceCertificate(app, { certificate: pair.certificate, key: 'no key' })).toThrow()
    expect((await call(clients[0], address, '/')).code).toBe(404)
  })
})

describe('what is no request of HTTP/1.1 is answered with a Status', () => {
  it.each([
    {
      sentence: 'garbage',
      bytes: 'how are you?\r\n\r\n',
      want: { code: 400, body: failureOf(400, 'BadRequest', 'this is not a request of HTTP/1.1') },
    },
    {
      sentence: 'headers that never end',
      bytes: `POST /toys/validate HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`,
      want: { code: 431, body: failureOf(431, 'BadRequest', 'the headers of the request are too large') },
    },
  ])('$sentence', async ({ bytes, want }) => {
    const socket = await dial(await listenLocally(buildTlsServer()))
    socket.write(bytes)
    let text = ''
    for await (const chunk of socket) text += chunk
    const [head = '', body = ''] = text.split('\r\n\r\n')
    expect(head.split('\r\n')).toEqual([
      expect.stringMatching(new RegExp(`^HTTP/1.1 ${want.code} `)),
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${body.length}`,
    ])
    expect(JSON.parse(body)).toEqual(want.body)
  })

  it('a client that hangs up in the middle harms nobody', async () => {
    const address = await listenLocally(buildTlsServer())
    const socket = await dial(address)
    socket.write(
      'POST /toys/validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{',
    )
    socket.destroy()
    await once(socket, 'close')
    expect((await call(clients[0], address, '/toys/validate', reviewOf({ size: 1 }))).code).toBe(200)
  })
})
