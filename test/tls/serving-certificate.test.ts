import { generateKeyPairSync } from 'node:crypto'
import forge from 'node-forge'
import { beforeAll, describe, expect, it } from 'vitest'
import { issueAuthority } from '../../src/tls/issue.ts'
import { issueKeyPair } from '../../src/tls/issue-key-pair.ts'
import { checkServingCertificate, type ServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, issueServing, serviceHost, start } from './serving.ts'

describe('checkServingCertificate', () => {
  let good: ServingCertificate
  let other: ServingCertificate

  beforeAll(async () => {
    good = await issueServing({ hosts: [serviceHost, '*.example.com', '10.0.0.7', '::1'] })
    other = await issueServing({ hosts: [serviceHost] })
  })

  const names = `DNS:${serviceHost}, DNS:*.example.com, IP Address:10.0.0.7, IP Address:0:0:0:0:0:0:0:1`
  const uncovered = (host: string) => `the certificate does not cover the host "${host}"; it has ${names}`
  const garbledPem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

  type Case = Readonly<{
    name: string
    candidate?: () => Partial<ServingCertificate>
    hosts?: readonly string[]
    now?: Date
    want: readonly string[]
  }>
  const cases: readonly Case[] = [
    { name: 'accepts what belongs together', want: [] },
    {
      name: 'accepts every host that the certificate has, in any letter case',
      hosts: [serviceHost, serviceHost.toUpperCase(), 'a.example.com', '10.0.0.7', '::1', '0:0::1'],
      want: [],
    },
    {
      name: 'accepts text around the PEM blocks',
      candidate: () => ({ authority: `# the CA\n${good.authority}\n# end\n` }),
      want: [],
    },
    {
      name: 'names each host that is not covered',
      hosts: [serviceHost, 'localhost', 'a.b.example.com', '10.0.0.8', '::2'],
      want: ['localhost', 'a.b.example.com', '10.0.0.8', '::2'].map(uncovered),
    },
    {
      name: 'covers nothing that is no host',
      hosts: ['fe80::1%eth0', '', 'a b', 'x\0'],
      want: ['fe80::1%eth0', '', 'a b', 'x\0'].map(uncovered),
    },
    {
      name: 'refuses a CA bundle that is not PEM',
      candidate: () => ({ authority: 'nonsense' }),
      want: ['the CA bundle is not PEM: -----BEGIN CERTIFICATE----- is missing'],
    },
    {
      name: 'refuses a CA bundle with a damaged block after a good one',
      candidate: () => ({ authority: good.authority + garbledPem }),
      want: [expect.stringContaining('block 2 of the CA bundle cannot be read:')],
    },
    {
      name: 'names everything that cannot be read',
      candidate: () => ({ authority: '', certificate: garbledPem, key: 'nonsense' }),
      want: [
        'the CA bundle is not PEM: -----BEGIN CERTIFICATE----- is missing',
        expect.stringContaining('block 1 of the serving certificate cannot be read:'),
        expect.stringContaining('the private key cannot be read:'),
      ],
    },
    {
      name: 'refuses the key of another certificate',
      candidate: () => ({ key: other.key }),
      want: ['the private key does not belong to the certificate'],
    },
    {
      name: 'refuses a certificate that another CA of the same name signed',
      candidate: () => ({ authority: other.authority }),
      want: ['the certificate is not signed by a CA of the CA bundle'],
    },
    {
      name: 'refuses a certificate before its time',
      now: afterDays(-1),
      want: [
        'the certificate of "CN=test CA" is not valid before 2025-12-31T23:55:00.000Z',
        `the certificate of "CN=${serviceHost}" is not valid before 2025-12-31T23:55:00.000Z`,
      ],
    },
    { name: 'accepts a certificate on its last day', now: afterDays(365), want: [] },
    {
      name: 'refuses a certificate after its time',
      now: afterDays(366),
      want: [`the certificate of "CN=${serviceHost}" expired at 2027-01-01T00:00:00.000Z`],
    },
    {
      name: 'tells all mistakes at once',
      candidate: () => ({ authority: other.authority, key: other.key }),
      hosts: ['localhost'],
      now: afterDays(366),
      want: [
        'the private key does not belong to the certificate',
        'the certificate is not signed by a CA of the CA bundle',
        `the certificate of "CN=${serviceHost}" expired at 2027-01-01T00:00:00.000Z`,
        uncovered('localhost'),
      ],
    },
  ]

  it.each(cases)('$name', ({ candidate, hosts = [], now = start, want }) => {
    expect(checkServingCertificate({ ...good, ...candidate?.() }, hosts, now)).toEqual(want)
  })

  it('refuses a key with a password', () => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
    })
    expect(checkServingCertificate({ ...good, key: privateKey }, [], start)).toEqual([
      expect.stringMatching(/^the private key cannot be read: .*; PEM without a password is needed$/),
    ])
  })

  it('refuses a key that TLS calls too short', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const certificate = forge.pki.createCertificate()
    certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.export({ type: 'spki', format: 'pem' }).toString())
    certificate.validity.notBefore = start
    certificate.validity.notAfter = afterDays(1)
    certificate.sign(forge.pki.privateKeyFromPem(key), forge.md.sha256.create())
    const pem = forge.pki.certificateToPem(certificate)
    expect(checkServingCertificate({ authority: pem, certificate: pem, key }, [], start)).toEqual([
      expect.stringMatching(/^TLS cannot use the certificate: .*ee key too small$/),
    ])
  })

  const noNames = `the certificate does not cover the host "${serviceHost}"; it has no subject alternative name`
  const notForServers = 'the certificate is not for servers: its extended key usage lacks serverAuth'

  it.each([
    { name: 'does not take a common name for a host name', hosts: [serviceHost], want: [noNames] },
    { name: 'accepts a certificate for any use', want: [] },
    { name: 'accepts one for servers', usage: { serverAuth: true }, want: [] },
    { name: 'accepts one that says any use', usage: { '2.5.29.37.0': true }, want: [] },
    { name: 'refuses one for clients', usage: { clientAuth: true }, want: [notForServers] },
  ])('$name', async ({ usage, hosts = [], want }) => {
    const authority = await issueAuthority('test CA', start)
    const extensions = usage === undefined ? [] : [{ name: 'extKeyUsage', ...usage }]
    const pair = await issueKeyPair({ commonName: serviceHost, extensions, now: start, days: 1 }, authority)
    expect(checkServingCertificate({ authority: authority.certificate, ...pair }, hosts, start)).toEqual(want)
  })
})
