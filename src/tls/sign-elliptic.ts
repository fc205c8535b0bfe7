import { randomBytes, webcrypto } from 'node:crypto'
import { Integer, Utf8String } from 'asn1js'
import { AttributeTypeAndValue, Certificate, type Extension, RelativeDistinguishedNames } from 'pkijs'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const commonName = '2.5.4.3'

/** What a certificate says; the times are whole seconds in milliseconds since 1970. */
export type EllipticRequest = Readonly<{
  subject: string
  extensions: readonly Extension[]
  notBefore: number
  notAfter: number
  keys: webcrypto.CryptoKeyPair
  /** Who signs it; without an issuer it does so itself. */
  issuer?: Readonly<{ certificate: Certificate; key: webcrypto.CryptoKey }>
}>

/** A certificate with an ECDSA P-256 key, signed by such a key, in PEM. */
export async function signElliptic(request: EllipticRequest): Promise<string> {
  const { subject, extensions, notBefore, notAfter, keys, issuer } = request
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: randomSerial() })
  certificate.subject = nameOf(subject)
  certificate.issuer = issuer?.certificate.subject ?? certificate.subject
  certificate.notBefore.value = new Date(notBefore)
  certificate.notAfter.value = new Date(notAfter)
  certificate.extensions = [...extensions]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(issuer?.key ?? keys.privateKey, algorithm.hash)
  return toPem('CERTIFICATE', certificate.toSchema(true).toBER())
}

/** WebCrypto works outside the main thread, which goes on answering. */
export const generateEllipticKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

export const importEllipticKey = (pem: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', fromPem(pem), algorithm, false, ['sign'])

export const exportEllipticKey = async (key: webcrypto.CryptoKey): Promise<string> =>
  toPem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', key))

export const parseCertificate = (pem: string): Certificate => Certificate.fromBER(fromPem(pem))

const nameOf = (text: string): RelativeDistinguishedNames =>
  new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: commonName, value: new Utf8String({ value: text }) })],
  })

const toPem = (label: string, der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

const fromPem = (pem: string): Buffer<ArrayBuffer> => Buffer.from(pem.replaceAll(/-----[^-]*-----|\s/g, ''), 'base64')

/** 126 random bits; the first two are fixed so that DER reads a positive number without padding. */
function randomSerial(): Buffer<ArrayBuffer> {
  const [first = 0, ...rest] = randomBytes(16)
  return Buffer.from([(first & 0x3f) | 0x40, ...rest])
}
