import { isIP } from 'node:net'
import { issueKeyPair, type KeyPair } from './issue-key-pair.ts'

/** RFC 5280 allows no longer common name; clients read the alternative names instead. */
const longestCommonName = 64

/**
 * A CA of its own making that may sign certificates of servers, but no other CA. Valid for `days` from `now`, by default
 * ten years. Takes the place of the CA that upstream's installer/dockerfile/webhook-manager/gen-admission-secret.sh makes.
 */
export const issueAuthority = (commonName: string, now: Date, days = 3650): Promise<KeyPair> =>
  issueKeyPair({
    commonName,
    now,
    days,
    extensions: [
      { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
      { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    ],
  })

/**
 * A certificate for a server that clients call by any of the hosts, which are DNS names or IP addresses. Valid for `days`
 * from `now`, by default one year. Throws without a host: no client would accept it.
 */
export function issueServingCertificate(
  authority: KeyPair,
  hosts: readonly string[],
  now: Date,
  days = 365,
): Promise<KeyPair> {
  const [firstHost] = hosts
  if (firstHost === undefined) throw new Error('a serving certificate needs at least one host')
  const altNames = hosts.map((host) => (isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host }))
  const extensions = [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
  ]
  return issueKeyPair({ commonName: firstHost.slice(0, longestCommonName), now, days, extensions }, authority)
}
