import { issueAuthority, issueServingCertificate } from '../tls/issue.ts'
import { checkServingCertificate, type ServingCertificate } from '../tls/serving-certificate.ts'

/** The certificate of the server, from wherever it comes, and its successors. */
export type OpenedCertificate = Readonly<{
  current: () => ServingCertificate
  /** PEM of all CAs that clients must trust now: during a change there are two. */
  authority: () => string | Promise<string>
  /** Why clients would refuse it now; undefined when they would not. */
  findMistake: () => string | undefined
  /** Calls back with each certificate that takes the place of the current one. */
  follow: (use: (renewed: ServingCertificate) => void) => void
  close: () => void | Promise<void>
}>

/** A new CA and a certificate of it; the key of the CA is kept nowhere. */
export async function issueForHosts(hosts: readonly string[]): Promise<ServingCertificate> {
  const authority = await issueAuthority('volcano-admission CA', new Date())
  return { authority: authority.certificate, ...(await issueServingCertificate(authority, hosts, new Date())) }
}

/** Why clients would refuse a certificate now, as one sentence. */
export const mistakeOf = (certificate: ServingCertificate): string | undefined =>
  checkServingCertificate(certificate, [], new Date()).join('; ') || undefined
