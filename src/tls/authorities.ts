import type { KeyPair } from './issue-key-pair.ts'

/** A CA with its private key, both in PEM, and its time in milliseconds since 1970. */
export type Authority = KeyPair & Readonly<{ notBefore: number; notAfter: number }>

/**
 * A certificate that an earlier version of the server left, or someone else: its CA is trusted, but the key of that CA is
 * not here. `authority` may be several CAs.
 */
export type Inherited = Readonly<{ authority: string; certificate: string; key: string; notAfter: number }>

/** What the replicas share. At every moment it names all CAs that clients must trust. */
export type Authorities = Readonly<{
  /** Signs the certificates of the replicas. Until there is one, the inherited certificate is served. */
  signing?: Authority | undefined
  inherited?: Inherited | undefined
  /** Will sign. `trustedSince` says since when it is known to be in the CA bundles of all clients. */
  next?: Readonly<{ authority: Authority; trustedSince?: number | undefined }> | undefined
  /** Sign no more, but what they signed may be served until then. */
  former: readonly Readonly<{ certificate: string; until: number }>[]
}>

/** PEM of all CAs that clients must trust, each once; the one that signs comes first. */
export function bundleOf({ signing, inherited, next, former }: Authorities): string {
  const all = [
    signing?.certificate,
    signing === undefined ? inherited?.authority : undefined,
    next?.authority.certificate,
    ...former.map(({ certificate }) => certificate),
  ]
  return [...new Set(all.flatMap((pem) => blocksOf(pem ?? '')))].join('')
}

const blocksOf = (pem: string): readonly string[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? []).map((block) => `${block}\n`)
