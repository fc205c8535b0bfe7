import type { Authorities, Authority } from './authorities.ts'
import type { Lifetimes } from './lifetimes.ts'

export type Moment = Readonly<{
  now: number
  /** Whether the CA bundles of all clients that can be seen hold `next`. */
  isTrusted: boolean
  /** A CA that has just been made, where `needsAuthority` says that there must be one. */
  fresh?: Authority | undefined
}>

/** Whether the next step needs a new CA: at the very start, when all have ended, and at a third of life left. */
export const needsAuthority = (authorities: Authorities | undefined, now: number): boolean =>
  authorities === undefined || (authorities.next === undefined && isDue(authorities, now))

/**
 * The next step of the change of CAs, or the very same object when there is none to take. A new CA is trusted first, signs
 * when that is in force everywhere, and the old one is trusted until the last certificate of it has ended. So whatever is
 * served can be verified with every CA bundle that is in force, in whatever order replicas come by.
 */
export function rotateAuthorities(
  authorities: Authorities | undefined,
  { now, isTrusted, fresh }: Moment,
  lifetimes: Lifetimes,
): Authorities | undefined {
  if (authorities === undefined) return fresh && { signing: fresh, former: [] }
  const { next } = authorities
  const former = authorities.former.filter(({ until }) => now < until)
  if (former.length < authorities.former.length) return forget(authorities, former)
  if (next === undefined) return isDue(authorities, now) && fresh ? announce(authorities, fresh, now) : authorities
  if (hasEnded(authorities, now)) return promote(authorities, next.authority, now, lifetimes)
  return follow(authorities, next, { now, isTrusted }, lifetimes)
}

/** What is inherited goes with the last trust in its CA. */
function forget(authorities: Authorities, former: Authorities['former']): Authorities {
  const { signing, inherited } = authorities
  const isOver = signing !== undefined && !former.some(({ certificate }) => certificate === inherited?.authority)
  return { ...authorities, former, inherited: isOver ? undefined : inherited }
}

/** From the CA that is announced to the one that signs. */
function follow(
  authorities: Authorities,
  { authority, trustedSince }: NonNullable<Authorities['next']>,
  { now, isTrusted }: Moment,
  lifetimes: Lifetimes,
): Authorities {
  if (!isTrusted) return trustedSince === undefined ? authorities : { ...authorities, next: { authority } }
  if (trustedSince === undefined || trustedSince > now) {
    return { ...authorities, next: { authority, trustedSince: now } }
  }
  return now < trustedSince + lifetimes.trustMs ? authorities : promote(authorities, authority, now, lifetimes)
}

/** When nothing that was there can be served any more, there is nothing to wait for. */
const announce = (authorities: Authorities, fresh: Authority, now: number): Authorities =>
  hasEnded(authorities, now)
    ? { signing: fresh, former: authorities.former }
    : { ...authorities, next: { authority: fresh } }

function promote(
  authorities: Authorities,
  authority: Authority,
  now: number,
  { leafMs, skewMs }: Lifetimes,
): Authorities {
  const { signing, inherited, former } = authorities
  const retired =
    signing === undefined
      ? { certificate: inherited?.authority ?? '', until: inherited?.notAfter ?? now }
      : { certificate: signing.certificate, until: now + leafMs + skewMs }
  return { signing: authority, inherited, former: [...former, retired] }
}

const hasEnded = ({ signing, inherited }: Authorities, now: number): boolean =>
  now >= (signing ?? inherited ?? { notAfter: 0 }).notAfter

/** What is inherited has no key that could sign, so it is replaced as soon as can be. */
const isDue = ({ signing }: Authorities, now: number): boolean => signing === undefined || isInLastThird(signing, now)

/** Whether no more than a third of a life is left; it is then time to think of a successor. */
export const isInLastThird = ({ notBefore, notAfter }: Omit<Authority, 'certificate' | 'key'>, now: number): boolean =>
  (notAfter - now) * 3 <= notAfter - notBefore
