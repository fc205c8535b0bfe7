import type { Authorities, Authority } from './authorities.ts'
import { issueEllipticLeaf } from './issue-elliptic.ts'
import type { KeyPair } from './issue-key-pair.ts'
import { isInLastThird } from './rotate-authorities.ts'

/**
 * The certificate of one replica, in memory only. It is made anew when another CA signs, and when a third of its life is
 * left. The moment is the one before the CAs were read: a certificate never lasts longer than those who retired its CA since
 * then believe. Until there is a CA that signs, it is what was inherited.
 */
export function createOwnLeaf(
  hosts: readonly string[],
  lifeMs: number,
): (authorities: Authorities, readAt: number) => Promise<KeyPair> {
  let leaf: (Authority & Readonly<{ signedBy: string }>) | undefined
  return async ({ signing, inherited }, readAt) => {
    if (signing === undefined) return inherited ?? { certificate: '', key: '' }
    if (leaf?.signedBy !== signing.certificate || isInLastThird(leaf, readAt)) {
      const made = await issueEllipticLeaf(signing, hosts, readAt, lifeMs)
      leaf = { ...made, signedBy: signing.certificate }
    }
    return leaf
  }
}
