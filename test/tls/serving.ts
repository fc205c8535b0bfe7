import { issueAuthority, issueServingCertificate } from '../../src/tls/issue.ts'
import type { KeyPair } from '../../src/tls/issue-key-pair.ts'
import type { ServingCertificate } from '../../src/tls/serving-certificate.ts'

export const serviceHost = 'volcano-admission-service.volcano-system.svc'
export const start = new Date('2026-01-01T00:00:00Z')

/** The time so many days after `start`. */
export const afterDays = (days: number): Date => new Date(start.getTime() + days * 24 * 60 * 60_000)

/** A certificate that is valid from `start` on, by a CA that is made for it unless one is given. */
export async function issueServing(
  wish: Readonly<{ authority?: KeyPair; hosts?: readonly string[]; days?: number; now?: Date }> = {},
): Promise<ServingCertificate> {
  const { hosts = [serviceHost, '127.0.0.1'], now = start } = wish
  const authority = wish.authority ?? (await issueAuthority('test CA', now))
  const { certificate, key } = await issueServingCertificate(authority, hosts, now, wish.days)
  return { authority: authority.certificate, certificate, key }
}
