import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:https'
import { type AddressInfo, isIP } from 'node:net'
import type { SecureVersion, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issueAuthority, issueServingCertificate } from '../../src/tls/issue.ts'
import type { ServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, issueServing, serviceHost, start } from './serving.ts'

describe('a server with an issued certificate', () => {
  let serving: ServingCertificate
  let stranger: ServingCertificate
  let ports: Readonly<Record<string, number>>
  const servers: ReturnType<typeof createServer>[] = []

  beforeAll(async () => {
    serving = await issueServing({ now: new Date() })
    stranger = await issueServing({ now: new Date() })
    ports = { 'TLSv1.2': await serve('TLSv1.2'), 'TLSv1.3': await serve('TLSv1.3') }
  })

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close() && once(server, 'close')))
  })

  async function serve(version: SecureVersion): Promise<number> {
    const tls = { key: serving.key, cert: serving.certificate, minVersion: version, maxVersion: version }
    const server = createServer(tls, (_, response) => response.end((response.socket as TLSSocket).getProtocol()))
    servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    return (server.address() as AddressInfo).port
  }

  /** The answer to a client that trusts only the CA and finds every name at 127.0.0.1. */
  async function call(version: string, host: string, ca: string): Promise<string> {
    const outgoing = request({
      host,
      port: ports[version],
      ca,
      agent: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    })
    const [response] = await once(outgoing.end(), 'response')
    return (await response.setEncoding('utf8').toArray()).join('')
  }

  const versions = ['TLSv1.2', 'TLSv1.3']

  it.each(versions.flatMap((version) => [serviceHost, '127.0.0.1'].map((host) => ({ version, host }))))(
    'is trusted over $version when called $host',
    async ({ version, host }) => {
      expect(await call(version, host, serving.authority)).toBe(version)
    },
  )

  it.each(versions)('is refused over %s when called by a name that it does not have', async (version) => {
    await expect(call(version, 'volcano-admission-service.other.svc', serving.authority)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })

  it.each(versions)('is refused over %s by a client that trusts another CA of the same name', async (version) => {
    await expect(call(version, serviceHost, stranger.authority)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    })
  })
})

describe('issued certificates', () => {
  it('say what they are for, for how long and for whom', async () => {
    const authority = await issueAuthority('test CA', start)
    const serving = await issueServingCertificate(authority, ['localhost', '10.0.0.7', '::1'], start)
    const [ca, leaf] = [authority, serving].map(({ certificate }) => new X509Certificate(certificate))

    expect([ca, leaf].map((certificate) => describeCertificate(certificate))).toEqual([
      {
        subject: 'CN=test CA',
        issuer: 'CN=test CA',
        names: undefined,
        isAuthority: true,
        extendedKeyUsage: undefined,
        from: '2025-12-31T23:55:00.000Z',
        to: '2035-12-30T00:00:00.000Z',
      },
      {
        subject: 'CN=localhost',
        issuer: 'CN=test CA',
        names: 'DNS:localhost, IP Address:10.0.0.7, IP Address:0:0:0:0:0:0:0:1',
        isAuthority: false,
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.1'],
        from: '2025-12-31T23:55:00.000Z',
        to: '2027-01-01T00:00:00.000Z',
      },
    ])
  })

  const describeCertificate = (certificate: X509Certificate | undefined) => ({
    subject: certificate?.subject,
    issuer: certificate?.issuer,
    names: certificate?.subjectAltName,
    isAuthority: certificate?.ca,
    extendedKeyUsage: certificate?.keyUsage,
    from: certificate?.validFromDate.toISOString(),
    to: certificate?.validToDate.toISOString(),
  })

  /** DER of critical extensions, as RFC 5280 writes them: identifier, TRUE, value. */
  it.each([
    ['the CA signs certificates and revocation lists only', 0, '0603551d0f0101ff040403020106'],
    ['the CA has no other CA below it', 0, '0603551d130101ff040830060101ff020100'],
    ['the serving certificate signs and enciphers keys only', 1, '0603551d0f0101ff0404030205a0'],
    ['the serving certificate is no CA', 1, '0603551d130101ff04023000'],
  ])('%s', async (_sentence, which, extension) => {
    const authority = await issueAuthority('test CA', start)
    const pairs = [authority, await issueServingCertificate(authority, ['localhost'], start)]
    const der = new X509Certificate(pairs[which]?.certificate ?? '').raw.toString('hex')
    expect(der).toContain(extension)
  })

  it('last as long as asked for', async () => {
    const { certificate } = await issueAuthority('test CA', start, 30)
    expect(new X509Certificate(certificate).validToDate).toEqual(afterDays(30))
  })

  it('have positive serial numbers of their own', async () => {
    const pairs = await Promise.all([issueAuthority('test CA', start), issueAuthority('test CA', start)])
    const serials = pairs.map(({ certificate }) => new X509Certificate(certificate).serialNumber)
    expect(new Set(serials).size).toBe(2)
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/)
  })

  it('cover a host that is longer than a common name may be', async () => {
    const host = `${'long-name.'.repeat(8)}svc`
    const { certificate } = await issueServingCertificate(await issueAuthority('test CA', start), [host], start)
    const { subject, subjectAltName } = new X509Certificate(certificate)
    expect({ subject, subjectAltName }).toEqual({ subject: `CN=${host.slice(0, 64)}`, subjectAltName: `DNS:${host}` })
  })

  it('need a host', () => {
    expect(() => issueServingCertificate({ certificate: '', key: '' }, [], start)).toThrow(
      'a serving certificate needs at least one host',
    )
  })

  it('are made while the event loop goes on', async () => {
    let turns = 0
    const count = () => {
      turns += 1
      immediate = setImmediate(count)
    }
    let immediate = setImmediate(count)
    await issueAuthority('test CA', start)
    clearImmediate(immediate)
    expect(turns).toBeGreaterThan(10)
  })
})
