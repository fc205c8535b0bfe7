import { beforeAll, describe, expect, it } from 'vitest'
import type { Authorities, Authority } from '../../src/tls/authorities.ts'
import { readAuthorities, writeAuthorities } from '../../src/tls/authorities-secret.ts'
import { issueEllipticAuthority } from '../../src/tls/issue-elliptic.ts'
import type { ServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, issueServing, start } from './serving.ts'

const day = 24 * 60 * 60_000

describe('the Secret of the CAs', () => {
  let signing: Authority
  let next: Authority
  let older: ServingCertificate

  beforeAll(async () => {
    signing = await issueEllipticAuthority('CA', start.getTime(), 30 * day)
    next = await issueEllipticAuthority('CA', start.getTime(), 30 * day)
    older = await issueServing({ days: 10 })
  })

  const inheritedOf = (certificate: ServingCertificate) => ({ ...certificate, notAfter: afterDays(10).getTime() })
  const textsOf = ({ authority, certificate, key }: ServingCertificate) => ({
    'ca.crt': authority,
    'tls.crt': certificate,
    'tls.key': key,
  })
  const canServe = () => true

  it.each<[string, () => Authorities]>([
    ['one CA', () => ({ signing, former: [] })],
    ['a CA and its successor', () => ({ signing, next: { authority: next, trustedSince: 7 }, former: [] })],
    ['a CA and its predecessor', () => ({ signing, former: [{ certificate: next.certificate, until: 7 }] })],
    ['what is inherited', () => ({ inherited: inheritedOf(older), next: { authority: next }, former: [] })],
    [
      'what was inherited',
      () => ({ signing, inherited: inheritedOf(older), former: [{ certificate: older.authority, until: 7 }] }),
    ],
  ])('keeps %s', (_, make) => {
    expect(readAuthorities(writeAuthorities(make()), () => false)).toEqual(make())
  })

  it('names in ca.crt whom to trust, and serves older replicas what they had', () => {
    const texts = writeAuthorities({ inherited: inheritedOf(older), next: { authority: next }, former: [] })
    expect(texts).toMatchObject({ ...textsOf(older), 'ca.crt': older.authority + next.certificate })
  })

  it('inherits what an earlier version has put there, also after a roll-back', () => {
    const wanted = { inherited: inheritedOf(older), former: [] }
    expect(readAuthorities(textsOf(older), canServe)).toEqual(wanted)
    const rolledBack = { ...writeAuthorities({ signing, former: [] }), ...textsOf(older) }
    expect(readAuthorities(rolledBack, canServe)).toEqual(wanted)
  })

  it.each<[string, () => Readonly<Record<string, string>>, boolean]>([
    ['nothing', () => ({}), true],
    ['a certificate that cannot be served', () => textsOf(older), false],
    ['a certificate that is no PEM', () => ({ ...textsOf(older), 'tls.crt': '!' }), true],
    ['CAs that are no JSON', () => ({ ...writeAuthorities({ signing, former: [] }), 'authorities.json': '{' }), false],
    ['CAs of another form', () => ({ ...writeAuthorities({ signing, former: [] }), 'authorities.json': '7' }), false],
  ])('cannot go on with %s', (_, texts, isServable) => {
    expect(readAuthorities(texts(), () => isServable)).toBeUndefined()
  })
})
