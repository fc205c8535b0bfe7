import { qualifiedNameMistakes } from '../../../kubernetes/names.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { type Check, eachEntry, invalids, joined, none, oneOf, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkUnreserved } from '../file-paths.ts'
import { checkSize } from '../metadata/annotations.ts'
import { checkSignerName, isOfKubernetes } from './signer-name.ts'

type Projections = NonNullable<NonNullable<Volume['projected']>['sources']>
export type PodCertificate = NonNullable<Projections[number]['podCertificate']>

const checkKeyType = oneOf(['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'])

const day = 24 * 60 * 60

/** A certificate that the kubelet asks for. Mirrors that part of validateProjectionSources. */
export const checkPodCertificate = (certificate: PodCertificate, path: string): readonly Finding[] =>
  joined(
    checkSignerName(certificate.signerName ?? '', `${path}.signerName`),
    present(certificate.userAnnotations, `${path}.userAnnotations`, checkUserAnnotations),
    checkKeyType(certificate.keyType ?? '', `${path}.keyType`),
    checkExpiration(certificate, `${path}.maxExpirationSeconds`),
    checkFiles(certificate, path),
  )

function checkFiles(certificate: PodCertificate, path: string): readonly Finding[] {
  const { credentialBundlePath = '', keyPath = '', certificateChainPath = '' } = certificate
  if (credentialBundlePath + keyPath + certificateChainPath === '')
    return [required(path, 'specify at least one of credentialBundlePath, keyPath, and certificateChainPath')]
  return joined(
    checkUnreserved(credentialBundlePath, `${path}.credentialBundlePath`),
    checkUnreserved(keyPath, `${path}.keyPath`),
    checkUnreserved(certificateChainPath, `${path}.certificateChainPath`),
  )
}

function checkExpiration({ signerName = '', maxExpirationSeconds: seconds }: PodCertificate, path: string) {
  if (seconds === undefined) return none
  if (seconds < 3600) return [invalid(path, seconds, 'if provided, maxExpirationSeconds must be >= 3600')]
  const most = isOfKubernetes(signerName) ? day : 91 * day
  return seconds > most ? [invalid(path, seconds, `if provided, maxExpirationSeconds must be <= ${most}`)] : none
}

const checkUserAnnotations: Check<NonNullable<PodCertificate['userAnnotations']>> = (annotations, path) =>
  joined(
    eachEntry(annotations, path, (key, _, at) => checkKey(key.toLowerCase(), at)),
    checkSize(annotations, path),
  )

function checkKey(key: string, path: string): readonly Finding[] {
  if (key === '') return [required(path, 'a key may not be empty')]
  const mistakes = qualifiedNameMistakes(key)
  if (mistakes.length > 0) return invalids(path, key, mistakes)
  return key.includes('/') ? none : [invalid(path, key, 'must be a domain-prefixed key (such as "acme.io/foo")')]
}
