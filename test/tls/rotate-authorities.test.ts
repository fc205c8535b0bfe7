import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Authorities, type Authority, bundleOf } from '../../src/tls/authorities.ts'
import { lifetimesOf } from '../../src/tls/lifetimes.ts'
import { needsAuthority, rotateAuthorities } from '../../src/tls/rotate-authorities.ts'
import { createRotationModel, pem, type Step } from './rotation-model.ts'

const hour = 3_600_000
const day = 24 * hour
const lifetimes = lifetimesOf(365 * day, 7 * day)

const authority = (name: string, notBefore = 0, life = lifetimes.authorityMs): Authority => ({
  ...{ certificate: pem(name), key: `key of ${name}`, notBefore, notAfter: notBefore + life },
})
const inherited = { authority: pem('old'), certificate: 'leaf', key: 'key', notAfter: 100 * day }
const [a, b] = [authority('a'), authority('b')]
const due = 250 * day

describe('rotateAuthorities', () => {
  const announced: Authorities = { signing: a, next: { authority: b }, former: [] }
  const trusted: Authorities = { signing: a, next: { authority: b, trustedSince: due }, former: [] }
  const until = (now: number) => now + lifetimes.leafMs + lifetimes.skewMs

  it.each<[string, Authorities | undefined, { now?: number; isTrusted?: boolean }, Authorities]>([
    ['at first makes a CA that signs at once', undefined, { now: 0 }, { signing: b, former: [] }],
    ['announces a CA at a third of life left', { signing: a, former: [] }, {}, announced],
    ['lets an announced CA not sign before it is trusted', announced, { isTrusted: false }, announced],
    ['notes since when it is trusted', announced, {}, trusted],
    ['lets it not sign at once', trusted, { now: due + lifetimes.trustMs - 1 }, trusted],
    [
      'lets it sign after a while, and goes on trusting the old one',
      trusted,
      { now: due + lifetimes.trustMs },
      { signing: b, former: [{ certificate: a.certificate, until: until(due + lifetimes.trustMs) }] },
    ],
    ['begins anew when it is not trusted any more', trusted, { isTrusted: false }, announced],
    [
      'begins anew when the clock goes back',
      trusted,
      { now: due - 1 },
      { ...trusted, next: { authority: b, trustedSince: due - 1 } },
    ],
    [
      'forgets a CA when all that it signed has ended',
      { signing: b, former: [{ certificate: 'x', until: 5 }] },
      { now: 5 },
      { signing: b, former: [] },
    ],
    [
      'does not forget it before',
      { signing: b, former: [{ certificate: 'x', until: 5 }] },
      { now: 4 },
      { signing: b, former: [{ certificate: 'x', until: 5 }] },
    ],
    [
      'replaces what is inherited as soon as can be',
      { inherited, former: [] },
      { now: 0 },
      { inherited, next: { authority: b }, former: [] },
    ],
    [
      'trusts the CA of what is inherited to its end',
      { inherited, next: { authority: b, trustedSince: 0 }, former: [] },
      { now: day },
      { signing: b, inherited, former: [{ certificate: pem('old'), until: 100 * day }] },
    ],
    [
      'forgets what is inherited with its CA',
      { signing: b, inherited, former: [{ certificate: pem('old'), until: day }] },
      { now: day },
      { signing: b, former: [] },
    ],
    [
      'waits for nothing when the CA has ended',
      { signing: a, former: [] },
      { now: 365 * day },
      { signing: b, former: [] },
    ],
    [
      'lets the next one sign when the CA has ended',
      announced,
      { now: 365 * day, isTrusted: false },
      { signing: b, former: [{ certificate: a.certificate, until: until(365 * day) }] },
    ],
  ])('%s', (_, before, { now = due, isTrusted = true }, after) => {
    const fresh = needsAuthority(before, now) ? b : undefined
    expect(rotateAuthorities(before, { now, isTrusted, fresh }, lifetimes)).toEqual(after)
  })

  it.each<[string, Authorities, number]>([
    ['a CA in its first two thirds', { signing: a, former: [] }, 243 * day],
    ['an announced CA', announced, due],
  ])('leaves %s as it is', (_, before, now) => {
    expect(needsAuthority(before, now)).toBe(false)
    expect(rotateAuthorities(before, { now, isTrusted: false }, lifetimes)).toBe(before)
  })

  it('names each CA once in the bundle, the one that signs first', () => {
    const former = [
      { certificate: pem('old'), until: 1 },
      { certificate: pem('a'), until: 1 },
    ]
    expect(bundleOf({ signing: b, inherited, next: { authority: a }, former })).toBe(pem('b') + pem('a') + pem('old'))
  })
})

describe('replicas that change their CA', () => {
  const short = lifetimesOf(60 * day, 7 * day)
  const step: fc.Arbitrary<Step> = fc.record({
    replica: fc.nat(2),
    config: fc.nat(1),
    action: fc.constantFrom('read', 'write', 'find', 'ask', 'patch'),
    pass: fc.oneof(fc.constant(0), fc.nat(2 * 60_000), fc.nat(2 * hour), fc.nat(8 * hour)),
  })
  const starts = fc.constantFrom<Authorities | undefined>(undefined, { inherited, former: [] })

  it('always serve what every bundle in force trusts', () => {
    let promotions = 0
    const property = fc.property(starts, fc.array(step, { minLength: 500, maxLength: 1500 }), (start, steps) => {
      const model = createRotationModel(start, short)
      let isInstalled = model.isInstalled()
      for (const each of steps) {
        if (model.isTooLate(each.pass)) break
        model.take(each)
        isInstalled ||= model.isInstalled()
        expect(isInstalled ? model.distrusted() : []).toEqual([])
      }
      promotions += model.promotions()
    })
    fc.assert(property, { numRuns: 150, endOnFailure: true })
    expect(promotions).toBeGreaterThan(50)
  })
})
