import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

/** A certificate and its private key (PKCS #8), both in PEM. */
export type KeyPair = Readonly<{ certificate: string; key: string }>

/** What a certificate says; `extensions` are objects as node-forge's setExtensions takes them. */
export type CertificateRequest = Readonly<{
  commonName: string
  extensions: readonly object[]
  now: Date
  days: number
}>

const generate = promisify(generateKeyPair)
const minute = 60_000
const day = 24 * 60 * minute

/**
 * A new RSA 2048 key and its certificate, signed by the issuer, or by itself without one. It is valid from five minutes
 * before `now`, as clocks differ, to `days` after it. The key is made outside the main thread, which goes on answering.
 */
export async function issueKeyPair(request: CertificateRequest, issuer?: KeyPair): Promise<KeyPair> {
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  const authority = issuer === undefined ? certificate : forge.pki.certificateFromPem(issuer.certificate)
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  certificate.serialNumber = randomSerial()
  certificate.validity.notBefore = new Date(request.now.getTime() - 5 * minute)
  certificate.validity.notAfter = new Date(request.now.getTime() + request.days * day)
  certificate.setSubject([{ name: 'commonName', value: request.commonName }])
  certificate.setIssuer(authority.subject.attributes)
  certificate.setExtensions([
    ...request.extensions,
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes() },
  ])
  certificate.sign(forge.pki.privateKeyFromPem(issuer?.key ?? privateKey), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''), key: privateKey }
}

/** 126 random bits; the first two bits are fixed so that DER reads a positive number without padding. */
function randomSerial(): string {
  const [first = 0, ...rest] = randomBytes(16)
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex')
}
