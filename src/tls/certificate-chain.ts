import type { X509Certificate } from 'node:crypto'

/**
 * Why a client that trusts the authorities would not trust the certificate: no chain of signatures leads from it to one
 * of them, or a link is outside its time at `now`. Of several chains the best counts, as CAs are bundled while they change.
 */
export function chainMistakes(
  leaf: X509Certificate,
  intermediates: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: Date,
): readonly string[] {
  const [best] = [...chains([leaf], intermediates, authorities)]
    .map((chain) => chain.flatMap((certificate) => timeMistakes(certificate, now)))
    .toSorted((a, b) => a.length - b.length)
  return best ?? ['the certificate is not signed by a CA of the CA bundle', ...timeMistakes(leaf, now)]
}

type Chain = readonly [X509Certificate, ...X509Certificate[]]

/** Every way up from the chain's first certificate; the last link is an authority, also when that is the first itself. */
function* chains(
  chain: Chain,
  intermediates: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): Generator<Chain> {
  const [top] = chain
  for (const authority of authorities) {
    if (authority.raw.equals(top.raw)) yield chain
    else if (isIssuedBy(top, authority)) yield [authority, ...chain]
  }
  for (const next of intermediates) {
    if (!chain.includes(next) && isIssuedBy(top, next)) yield* chains([next, ...chain], intermediates, authorities)
  }
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

function timeMistakes({ subject, validFromDate, validToDate }: X509Certificate, now: Date): readonly string[] {
  const who = `the certificate of "${subject}"`
  if (now < validFromDate) return [`${who} is not valid before ${validFromDate.toISOString()}`]
  return now > validToDate ? [`${who} expired at ${validToDate.toISOString()}`] : []
}
