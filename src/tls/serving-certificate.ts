import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { createSecureContext } from 'node:tls'
import { chainMistakes } from './certificate-chain.ts'

/**
 * What a TLS server needs and its clients trust, in PEM: `certificate` may be followed by intermediate ones, and
 * `authority` is the bundle of CAs that goes to the clients (caBundle of a webhook).
 */
export type ServingCertificate = Readonly<{ authority: string; certificate: string; key: string }>

type Parsed<Value> = Readonly<{ value: Value; mistakes: readonly string[] }>

/** Object identifiers of extended key usages that allow a server: serverAuth and anyExtendedKeyUsage. */
const serverUsages = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']

/**
 * Every reason found why clients such as the API server, whose verifier is Go's, would refuse this certificate at the time
 * `now`; empty when there is none. The hosts are the DNS names and IP addresses that clients call; with none, names are not
 * checked.
 */
export function checkServingCertificate(
  { authority, certificate, key }: ServingCertificate,
  hosts: readonly string[],
  now: Date,
): readonly string[] {
  const authorities = parseCertificates(authority, 'CA bundle')
  const served = parseCertificates(certificate, 'serving certificate')
  const privateKey = parseKey(key)
  const unreadable = [...authorities.mistakes, ...served.mistakes, ...privateKey.mistakes]
  const [leaf, ...intermediates] = served.value
  if (unreadable.length > 0 || leaf === undefined || privateKey.value === undefined) return unreadable
  const mistakes = [
    ...(leaf.checkPrivateKey(privateKey.value) ? [] : ['the private key does not belong to the certificate']),
    ...chainMistakes(leaf, intermediates, authorities.value, now),
    ...usageMistakes(leaf),
    ...hosts.flatMap((host) => hostMistakes(leaf, host)),
  ]
  return mistakes.length > 0 ? mistakes : contextMistakes(certificate, key)
}

function parseCertificates(pem: string, where: string): Parsed<readonly X509Certificate[]> {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []
  if (blocks.length === 0) {
    return { value: [], mistakes: [`the ${where} is not PEM: -----BEGIN CERTIFICATE----- is missing`] }
  }
  const parsed = blocks.map((block) => attempt(() => new X509Certificate(block)))
  return {
    value: parsed.flatMap(({ value }) => value ?? []),
    mistakes: parsed.flatMap(({ error }, i) =>
      error === undefined ? [] : [`block ${i + 1} of the ${where} cannot be read: ${error}`],
    ),
  }
}

function parseKey(pem: string): Parsed<KeyObject | undefined> {
  const { value, error } = attempt(() => createPrivateKey(pem))
  const mistakes =
    error === undefined ? [] : [`the private key cannot be read: ${error}; PEM without a password is needed`]
  return { value, mistakes }
}

/** A certificate without extended key usages serves for everything. */
const usageMistakes = ({ keyUsage }: X509Certificate): readonly string[] =>
  (keyUsage ?? serverUsages).some((usage) => serverUsages.includes(usage))
    ? []
    : ['the certificate is not for servers: its extended key usage lacks serverAuth']

/** As Go does it: the common name is no host name, and a wildcard stands for a whole label. What is no host throws. */
function hostMistakes(leaf: X509Certificate, host: string): readonly string[] {
  const { value: covering } = attempt(() =>
    isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never', partialWildcards: false }) : leaf.checkIP(host),
  )
  const names = leaf.subjectAltName ?? 'no subject alternative name'
  return covering === undefined ? [`the certificate does not cover the host "${host}"; it has ${names}`] : []
}

/** What only TLS itself finds, such as a key that is too short. */
function contextMistakes(cert: string, key: string): readonly string[] {
  const { error } = attempt(() => createSecureContext({ cert, key }))
  return error === undefined ? [] : [`TLS cannot use the certificate: ${error}`]
}

type Attempt<Value> = Readonly<{ value: Value; error?: undefined } | { value?: undefined; error: string }>

function attempt<Value>(make: () => Value): Attempt<Value> {
  try {
    return { value: make() }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
