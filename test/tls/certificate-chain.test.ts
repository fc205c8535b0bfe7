import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { chainMistakes } from '../../src/tls/certificate-chain.ts'
import { issueAuthority, issueServingCertificate } from '../../src/tls/issue.ts'
import { issueKeyPair, type KeyPair } from '../../src/tls/issue-key-pair.ts'
import { afterDays, serviceHost, start } from './serving.ts'

const read = ({ certificate }: KeyPair): X509Certificate => new X509Certificate(certificate)

describe('chainMistakes', () => {
  const made: Record<string, X509Certificate> = {}

  beforeAll(async () => {
    const authorityExtensions = [{ name: 'basicConstraints', critical: true, cA: true }]
    const root = await issueKeyPair({ commonName: 'root', extensions: authorityExtensions, now: start, days: 1000 })
    const middle = await issueKeyPair(
      { commonName: 'middle', extensions: authorityExtensions, now: start, days: 100 },
      root,
    )
    const short = await issueAuthority('root', start, 100)
    const namesake = await issueAuthority(serviceHost, start)
    const signsData = [{ name: 'keyUsage', critical: true, digitalSignature: true }]
    const unfit = await issueKeyPair({ commonName: 'unfit', extensions: signsData, now: start, days: 100 })
    const byShort = read(await issueServingCertificate(short, [serviceHost], start))
    Object.assign(made, {
      byShort,
      damaged: new X509Certificate(byShort.raw.with(-1, (byShort.raw.at(-1) ?? 0) ^ 1)),
      unfit: read(unfit),
      byUnfit: read(await issueServingCertificate(unfit, [serviceHost], start)),
      root: read(root),
      middle: read(middle),
      short: read(short),
      namesake: read(namesake),
      byMiddle: read(await issueServingCertificate(middle, [serviceHost], start)),
      byNamesake: read(await issueServingCertificate(namesake, [serviceHost], start)),
    })
  })

  const unsigned = 'the certificate is not signed by a CA of the CA bundle'
  const expired = (name: string) => `the certificate of "CN=${name}" expired at 2026-04-11T00:00:00.000Z`

  it.each([
    { name: 'a CA trusts what it signed', leaf: 'byShort', bundle: ['short'], want: [] },
    { name: 'one CA of several is enough', leaf: 'byShort', bundle: ['root', 'short'], want: [] },
    { name: 'another CA of that name is not', leaf: 'byShort', bundle: ['root'], want: [unsigned] },
    { name: 'a damaged signature is none', leaf: 'damaged', bundle: ['short'], want: [unsigned] },
    { name: 'a key that may not sign certificates is no CA', leaf: 'byUnfit', bundle: ['unfit'], want: [unsigned] },
    { name: 'a CA may have the name of the server', leaf: 'byNamesake', bundle: ['namesake'], want: [] },
    { name: 'a trusted certificate needs no CA', leaf: 'byShort', bundle: ['byShort'], want: [] },
    { name: 'an intermediate leads to its CA', leaf: 'byMiddle', between: ['middle'], bundle: ['root'], want: [] },
    { name: 'an intermediate may itself be trusted', leaf: 'byMiddle', bundle: ['middle'], want: [] },
    { name: 'without its intermediate nothing leads to the CA', leaf: 'byMiddle', bundle: ['root'], want: [unsigned] },
    { name: 'a CA must be in its time', leaf: 'byShort', bundle: ['short'], day: 101, want: [expired('root')] },
    {
      name: 'so must an intermediate',
      leaf: 'byMiddle',
      between: ['middle'],
      bundle: ['root'],
      day: 101,
      want: [expired('middle')],
    },
    { name: 'the best of several chains counts', leaf: 'byShort', bundle: ['short', 'byShort'], day: 101, want: [] },
    { name: 'a circle ends', leaf: 'root', between: ['root', 'root'], bundle: ['short'], want: [unsigned] },
  ])('$name', ({ leaf, between = [], bundle, day = 0, want }) => {
    const pick = (name: string) => made[name] ?? expect.fail(`no certificate ${name}`)
    expect(chainMistakes(pick(leaf), between.map(pick), bundle.map(pick), afterDays(day))).toEqual(want)
  })
})
