import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

/** A certificate and its private key, both PEM. */
export type Credentials = Readonly<{ certificate: string; key: string }>

type Subject = Readonly<{ user: string; groups?: readonly string[] }>
type Extension = Readonly<Record<string, unknown>>

const lifetimeMs = 7 * 24 * 60 * 60 * 1000

/** A certificate authority for one control plane; certificates last a week. */
export const createAuthority = (): Promise<Credentials> =>
  issue({ user: 'control-plane-authority' }, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
  ])

/** Credentials of a server that is reached at the loopback address or under one of the names. */
export const issueServingCertificate = (authority: Credentials, names: readonly string[] = []): Promise<Credentials> =>
  issue(
    { user: 'control-plane-server' },
    [
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 7, ip: '127.0.0.1' }, ...['localhost', ...names].map((value) => ({ type: 2, value }))],
      },
    ],
    authority,
  )

/** Credentials by which the API server knows its client as this user of these groups. */
export const issueClientCertificate = (authority: Credentials, subject: Subject): Promise<Credentials> =>
  issue(subject, [{ name: 'extKeyUsage', clientAuth: true }], authority)

/** Keys come from Node, which makes them beside the main thread. Without an authority a certificate signs itself. */
async function issue(
  subject: Subject,
  extensions: readonly Extension[],
  authority?: Credentials,
): Promise<Credentials> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // A leading 0 byte would not be minimal, a leading bit would make the number negative.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity.notBefore = new Date(Date.now() - 60_000)
  certificate.validity.notAfter = new Date(Date.now() + lifetimeMs)
  const attributes = nameOf(subject)
  certificate.setSubject(attributes)
  certificate.setIssuer(authority ? forge.pki.certificateFromPem(authority.certificate).subject.attributes : attributes)
  certificate.setExtensions([...extensions])
  certificate.sign(forge.pki.privateKeyFromPem(authority?.key ?? privateKey), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(certificate), key: privateKey }
}

/** Kubernetes reads the user from the common name and the groups from the organizations. */
function nameOf({ user, groups = [] }: Subject): forge.pki.CertificateField[] {
  const field = (name: string, value: string) => ({ name, value, valueTagClass: utf8 })
  return [...groups.map((group) => field('organizationName', group)), field('commonName', user)]
}

const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class
