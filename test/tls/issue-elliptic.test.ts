import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Authority } from '../../src/tls/authorities.ts'
import { issueEllipticAuthority, issueEllipticLeaf } from '../../src/tls/issue-elliptic.ts'
import { checkServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, serviceHost, start } from './serving.ts'

const day = 24 * 60 * 60_000
const hosts = [serviceHost, '10.0.0.7', '::1', '2001:db8::a:0:7', '::ffff:1.2.3.4']

let authority: Authority
let leaf: Authority

beforeAll(async () => {
  authority = await issueEllipticAuthority('test CA', start.getTime(), 30 * day)
  leaf = await issueEllipticLeaf(authority, hosts, start.getTime(), 7 * day)
})

const describeCertificate = ({ certificate }: Authority) => {
  const parsed = new X509Certificate(certificate)
  return {
    subject: parsed.subject,
    issuer: parsed.issuer,
    isAuthority: parsed.ca,
    usage: parsed.keyUsage,
    curve: parsed.publicKey.asymmetricKeyDetails?.namedCurve,
    from: parsed.validFromDate.toISOString(),
    to: parsed.validToDate.toISOString(),
  }
}

describe('elliptic certificates', () => {
  it('say what they are for, for how long and for whom', () => {
    expect([authority, leaf].map(describeCertificate)).toEqual([
      {
        ...{ subject: 'CN=test CA', issuer: 'CN=test CA', isAuthority: true, usage: undefined, curve: 'prime256v1' },
        ...{ from: '2025-12-31T23:55:00.000Z', to: '2026-01-31T00:00:00.000Z' },
      },
      {
        ...{ subject: `CN=${serviceHost}`, issuer: 'CN=test CA', isAuthority: false, usage: ['1.3.6.1.5.5.7.3.1'] },
        ...{ curve: 'prime256v1', from: '2025-12-31T23:55:00.000Z', to: '2026-01-08T00:00:00.000Z' },
      },
    ])
  })

  it('tell their times as they are in the certificate', () => {
    for (const { certificate, notBefore, notAfter } of [authority, leaf]) {
      const { validFromDate, validToDate } = new X509Certificate(certificate)
      expect([validFromDate.getTime(), validToDate.getTime()]).toEqual([notBefore, notAfter])
    }
  })

  it.each(hosts)('cover the host %s', (host) => {
    expect(checkServingCertificate({ ...leaf, authority: authority.certificate }, [host], start)).toEqual([])
  })

  it('cover no other host', () => {
    const serving = { ...leaf, authority: authority.certificate }
    expect(checkServingCertificate(serving, ['2001:db8::a:7:0', 'other.svc'], start)).toHaveLength(2)
  })

  /** DER of critical extensions, as RFC 5280 writes them: identifier, TRUE, value. */
  it.each([
    ['the CA signs certificates and revocation lists only', () => authority, '0603551d0f0101ff040403020106'],
    ['the CA has no other CA below it', () => authority, '0603551d130101ff040830060101ff020100'],
    ['the serving certificate signs only', () => leaf, '0603551d0f0101ff040403020780'],
    ['the serving certificate is no CA', () => leaf, '0603551d130101ff04023000'],
  ])('%s', (_, pair, extension) => {
    expect(new X509Certificate(pair().certificate).raw.toString('hex')).toContain(extension)
  })

  it('end with their CA at the latest', async () => {
    const { notAfter } = await issueEllipticLeaf(authority, hosts, afterDays(28).getTime(), 7 * day)
    expect(notAfter).toBe(authority.notAfter)
  })

  it('are refused where another CA of the same name is trusted', async () => {
    const { certificate } = await issueEllipticAuthority('test CA', start.getTime(), 30 * day)
    expect(checkServingCertificate({ ...leaf, authority: certificate }, [], start)).toEqual([
      'the certificate is not signed by a CA of the CA bundle',
    ])
  })

  it('have positive serial numbers of their own', async () => {
    const serials = [authority, leaf].map(({ certificate }) => new X509Certificate(certificate).serialNumber)
    expect(new Set(serials).size).toBe(2)
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/)
  })

  it('need a host', async () => {
    await expect(issueEllipticLeaf(authority, [], 0, day)).rejects.toThrow('needs at least one host')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('serve %s', async (version) => {
    const ca = await issueEllipticAuthority('test CA', Date.now(), day)
    const { certificate, key } = await issueEllipticLeaf(ca, ['127.0.0.1'], Date.now(), day)
    const server = createServer({ key, cert: certificate, maxVersion: version }, (_, response) => response.end('well'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const outgoing = request({ host: '127.0.0.1', port, ca: ca.certificate, agent: false, minVersion: 'TLSv1.2' })
    const [response] = await once(outgoing.end(), 'response')
    expect((await response.setEncoding('utf8').toArray()).join('')).toBe('well')
    server.close()
    await once(server, 'close')
  })
})
