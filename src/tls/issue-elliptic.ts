import { createHash, type webcrypto } from 'node:crypto'
import { BitString, OctetString } from 'asn1js'
import { AuthorityKeyIdentifier, BasicConstraints, Extension, ExtKeyUsage, GeneralNames, PublicKeyInfo } from 'pkijs'
import { alternativeName } from './alternative-name.ts'
import type { Authority } from './authorities.ts'
import {
  exportEllipticKey,
  generateEllipticKeys,
  importEllipticKey,
  parseCertificate,
  signElliptic,
} from './sign-elliptic.ts'

/** RFC 5280 allows no longer common name; clients read the alternative names instead. */
const longestCommonName = 64
const longestEarlierMs = 5 * 60_000
/** Bits of a key usage, from the first on: digitalSignature; keyCertSign and cRLSign. */
const signsData = Uint8Array.of(0b1000_0000).buffer
const signsCertificates = Uint8Array.of(0b0000_0110).buffer

/** A CA with an ECDSA P-256 key that may sign certificates of servers, but no other CA; valid for `lifeMs` from `now`. */
export async function issueEllipticAuthority(subject: string, now: number, lifeMs: number): Promise<Authority> {
  const keys = await generateEllipticKeys()
  const extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
    extension('2.5.29.15', true, new BitString({ valueHex: signsCertificates, unusedBits: 1 })),
    ...(await keyIdentifiers(keys.publicKey, keys.publicKey)),
  ]
  const times = timesOf(now, now + lifeMs)
  const certificate = await signElliptic({ subject, extensions, keys, ...times })
  return { certificate, key: await exportEllipticKey(keys.privateKey), ...times }
}

/**
 * A certificate with an ECDSA P-256 key for a server that clients call by any of the hosts, signed by the CA. Valid for
 * `lifeMs` from `now`, but never longer than the CA. Throws without a host: no client would accept it.
 */
export async function issueEllipticLeaf(
  authority: Authority,
  hosts: readonly string[],
  now: number,
  lifeMs: number,
): Promise<Authority> {
  const [firstHost] = hosts
  if (firstHost === undefined) throw new Error('a serving certificate needs at least one host')
  const keys = await generateEllipticKeys()
  const issuer = { certificate: parseCertificate(authority.certificate), key: await importEllipticKey(authority.key) }
  const issuerKey = await issuer.certificate.getPublicKey()
  const extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema()),
    extension('2.5.29.15', true, new BitString({ valueHex: signsData, unusedBits: 7 })),
    extension('2.5.29.37', false, new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.1'] }).toSchema()),
    extension('2.5.29.17', false, new GeneralNames({ names: hosts.map(alternativeName) }).toSchema()),
    ...(await keyIdentifiers(keys.publicKey, issuerKey)),
  ]
  const times = timesOf(now, Math.min(now + lifeMs, authority.notAfter))
  const subject = firstHost.slice(0, longestCommonName)
  const certificate = await signElliptic({ subject, extensions, keys, issuer, ...times })
  return { certificate, key: await exportEllipticKey(keys.privateKey), ...times }
}

/** X.509 knows whole seconds only. Clocks differ, so that a certificate must be good a little before it is made. */
const timesOf = (now: number, end: number) => ({
  notBefore: Math.floor((now - Math.min(longestEarlierMs, (end - now) / 10)) / 1000) * 1000,
  notAfter: Math.floor(end / 1000) * 1000,
})

const extension = (extnID: string, critical: boolean, value: Readonly<{ toBER: () => ArrayBuffer }>): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() })

/** By these a client finds the CA among several of one name. */
async function keyIdentifiers(own: webcrypto.CryptoKey, ofIssuer: webcrypto.CryptoKey): Promise<readonly Extension[]> {
  const subject = new OctetString({ valueHex: await identifierOf(own) })
  const keyIdentifier = new OctetString({ valueHex: await identifierOf(ofIssuer) })
  return [
    extension('2.5.29.14', false, subject),
    extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier }).toSchema()),
  ]
}

async function identifierOf(key: webcrypto.CryptoKey): Promise<ArrayBuffer> {
  const info = new PublicKeyInfo()
  await info.importKey(key)
  const bits = info.subjectPublicKey.valueBlock.valueHexView
  return Uint8Array.from(createHash('sha256').update(bits).digest().subarray(0, 20)).buffer
}
