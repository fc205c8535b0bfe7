import { X509Certificate } from 'node:crypto'
import { type Authorities, type Authority, bundleOf, type Inherited } from './authorities.ts'

/** The data of a Secret as texts. */
export type SecretTexts = Readonly<Record<string, string>>

/**
 * `authorities.json` holds the CAs. `ca.crt` is what clients must trust. A TLS Secret must have `tls.crt` and `tls.key`, too:
 * they are the CA that signs, or, as long as its CA is trusted, what an earlier version of the server left there, which
 * older replicas go on serving.
 */
export function writeAuthorities(authorities: Authorities): SecretTexts {
  const { signing, inherited } = authorities
  const pair = inherited ?? signing
  return {
    'ca.crt': bundleOf(authorities),
    'tls.crt': pair?.certificate ?? '',
    'tls.key': pair?.key ?? '',
    'authorities.json': JSON.stringify({
      signing: signing && timed(signing),
      next: authorities.next && { ...authorities.next, authority: timed(authorities.next.authority) },
      former: authorities.former,
      ...(inherited && { inherited: { authority: inherited.authority, certificate: inherited.certificate } }),
    }),
  }
}

const timed = ({ certificate, key, notBefore, notAfter }: Authority): Authority => ({
  ...{ certificate, key, notBefore, notAfter },
})

/**
 * What the Secret holds; undefined when there is nothing to go on with. Who replaces `tls.crt`, as an earlier version of the
 * server does after a roll-back, has the last word: that certificate is inherited then, if it can be served.
 */
export function readAuthorities(
  texts: SecretTexts,
  canServe: (candidate: Pick<Inherited, 'authority' | 'certificate' | 'key'>) => boolean,
): Authorities | undefined {
  const certificate = texts['tls.crt'] ?? ''
  const key = texts['tls.key'] ?? ''
  const kept = parse(texts['authorities.json'])
  const notAfter = endOf(certificate)
  if (kept?.inherited?.certificate === certificate && notAfter !== undefined) {
    return { ...kept, inherited: { ...kept.inherited, key, notAfter } }
  }
  if (kept?.signing?.certificate === certificate) return kept
  const found = { authority: texts['ca.crt'] ?? '', certificate, key }
  return notAfter !== undefined && canServe(found) ? { inherited: { ...found, notAfter }, former: [] } : undefined
}

function parse(json = ''): Authorities | undefined {
  try {
    const parsed = JSON.parse(json) as Partial<Authorities>
    return Array.isArray(parsed.former) && (parsed.signing ?? parsed.inherited) ? (parsed as Authorities) : undefined
  } catch {
    return undefined
  }
}

function endOf(certificate: string): number | undefined {
  try {
    return new X509Certificate(certificate).validToDate.getTime()
  } catch {
    return undefined
  }
}
