import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { each, filled, joined, none, present } from '../../checks.ts'
import { type Finding, forbidden, invalid } from '../../finding.ts'
import { checkClusterTrustBundle } from './cluster-trust-bundle.ts'
import { checkDownwardFile, checkKeyToPath, checkMode } from './files.ts'
import { checkPodCertificate } from './pod-certificate.ts'
import { checkServiceAccountToken } from './service-account-token.ts'

type Projected = NonNullable<Volume['projected']>
type Projection = NonNullable<Projected['sources']>[number]
type Kind = keyof Projection

/** The files of a volume come from many sources, each file from one. Mirrors validateProjectedVolumeSource. */
export function checkProjected({ defaultMode, sources }: Projected, path: string): readonly Finding[] {
  const taken = new Set<string>()
  return joined(
    checkMode(defaultMode, `${path}.defaultMode`),
    each(sources, `${path}.sources`, (projection, at) => checkProjection(projection, at, taken)),
  )
}

const checkProjection = (projection: Projection, path: string, taken: Set<string>): readonly Finding[] =>
  joined(
    checkEntries('secret', projection, path, taken),
    checkEntries('configMap', projection, path, taken),
    present(projection.downwardAPI, `${path}.downwardAPI`, ({ items }, at) =>
      each(items, `${at}.items`, (file, itemPath) =>
        joined(checkDownwardFile(file, itemPath), takeFile(file.path, `${itemPath}.path`, taken)),
      ),
    ),
    present(projection.serviceAccountToken, `${path}.serviceAccountToken`, checkServiceAccountToken),
    present(projection.clusterTrustBundle, `${path}.clusterTrustBundle`, (bundle, at) =>
      joined(checkClusterTrustBundle(bundle, at), takeAnyFile(bundle.path ?? '', `${at}.path`, taken)),
    ),
    present(projection.podCertificate, `${path}.podCertificate`, (certificate, at) =>
      joined(
        checkPodCertificate(certificate, at),
        takeFile(certificate.credentialBundlePath, `${at}.credentialBundlePath`, taken),
        takeFile(certificate.keyPath, `${at}.keyPath`, taken),
        takeFile(certificate.certificateChainPath, `${at}.certificateChainPath`, taken),
      ),
    ),
    checkOneKind(projection, path),
  )

const checkEntries = (
  kind: 'secret' | 'configMap',
  projection: Projection,
  path: string,
  taken: Set<string>,
): readonly Finding[] =>
  present(projection[kind], `${path}.${kind}`, (source, at) =>
    joined(
      filled('name', `the ${kind === 'secret' ? 'Secret' : 'ConfigMap'} whose entries become files`)(source, at),
      each(source.items, `${at}.items`, (item, itemPath) =>
        joined(checkKeyToPath(item, itemPath), takeFile(item.path, `${itemPath}.path`, taken)),
      ),
    ),
  )

const takeFile = (file: string | undefined, path: string, taken: Set<string>): readonly Finding[] =>
  file ? takeAnyFile(file, path, taken) : none

function takeAnyFile(file: string, path: string, taken: Set<string>): readonly Finding[] {
  if (taken.has(file)) return [invalid(path, file, 'conflicting duplicate paths; two sources make the same file')]
  taken.add(file)
  return none
}

const kinds: readonly Kind[] = [
  'secret',
  'configMap',
  'downwardAPI',
  'serviceAccountToken',
  'clusterTrustBundle',
  'podCertificate',
]

function checkOneKind(projection: Projection, path: string): readonly Finding[] {
  const given = kinds.filter((kind) => projection[kind] !== undefined)
  if (given.length <= 1) return none
  return [
    forbidden(path, `may not specify more than 1 volume type per source; make a source of each: ${given.join(', ')}`),
  ]
}
