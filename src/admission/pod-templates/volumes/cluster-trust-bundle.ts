import { subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { filled, invalids, joined, none, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkUnreserved } from '../file-paths.ts'
import { checkLabelSelector } from '../scheduling/label-selector.ts'
import { checkSignerName } from './signer-name.ts'

type Projections = NonNullable<NonNullable<Volume['projected']>['sources']>
export type ClusterTrustBundle = NonNullable<Projections[number]['clusterTrustBundle']>

/** Certificates of one bundle by its name, or of all of a signer. Mirrors that part of validateProjectionSources. */
export const checkClusterTrustBundle = (bundle: ClusterTrustBundle, path: string): readonly Finding[] =>
  joined(
    checkChoice(bundle, path),
    filled('path', 'the file of the certificates, from the mount path on')(bundle, path),
    checkUnreserved(bundle.path ?? '', `${path}.path`),
  )

function checkChoice({ name, signerName, labelSelector }: ClusterTrustBundle, path: string): readonly Finding[] {
  if (name === undefined && signerName === undefined)
    return [required(path, 'either name or signerName must be specified')]
  if (name !== undefined && signerName !== undefined)
    return [invalid(path, { name, signerName }, 'only one of name and signerName may be used')]
  if (name === undefined)
    return joined(
      checkSigner(signerName ?? '', `${path}.signerName`),
      present(labelSelector, `${path}.labelSelector`, checkLabelSelector),
    )
  const sentence = 'labelSelector must be unset if name is specified'
  return joined(
    checkName(name, `${path}.name`),
    labelSelector === undefined ? none : [invalid(`${path}.labelSelector`, labelSelector, sentence)],
  )
}

const checkSigner = (signerName: string, path: string): readonly Finding[] =>
  joined(signerName === '' ? [required(path, 'must be a valid signer name')] : none, checkSignerName(signerName, path))

const checkName = (name: string, path: string): readonly Finding[] =>
  joined(
    name === '' ? [required(path, 'must be a valid object name')] : none,
    invalids(
      path,
      name,
      nameMistakes(name).map((mistake) => `not a valid clustertrustbundlename: ${mistake}`),
    ),
  )

/** The bundle of a signer begins with its name, with colons for slashes. */
function nameMistakes(name: string): readonly string[] {
  const end = name.lastIndexOf(':')
  if (end < 0) return subdomainMistakes(name)
  if (end === 0) return ['ClusterTrustBundle without signer name must not have ":" in its name']
  const signerName = name.slice(0, end).replaceAll(':', '/')
  const prefix = `${signerName.replaceAll('/', ':')}:`
  if (!name.startsWith(prefix))
    return [`ClusterTrustBundle for signerName ${signerName} must be named with prefix ${prefix}`]
  return subdomainMistakes(name.slice(prefix.length))
}
