import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import { each, joined, none, present } from '../checks.ts'
import { duplicate, type Finding, invalid, required } from '../finding.ts'
import { checkDnsLabel, checkSubdomain } from './check-names.ts'

type Claim = NonNullable<PodSpec['resourceClaims']>[number]

/** Claims have names of their own, each is of an object or of a template for one. Mirrors validatePodResourceClaims. */
export function checkResourceClaims({ resourceClaims }: PodSpec, path: string): readonly Finding[] {
  if (resourceClaims === undefined) return none
  const taken = new Set<string>()
  return each(resourceClaims, `${path}.resourceClaims`, (claim, at) =>
    joined(
      checkName(claim.name ?? '', `${at}.name`, taken),
      checkSource(claim, at),
      present(claim.resourceClaimName, `${at}.resourceClaimName`, checkSubdomain),
      present(claim.resourceClaimTemplateName, `${at}.resourceClaimTemplateName`, checkSubdomain),
    ),
  )
}

function checkName(name: string, path: string, taken: Set<string>): readonly Finding[] {
  if (name === '') return [required(path, 'containers refer to the claim by its name')]
  if (taken.has(name)) return [duplicate(path, name, 'an earlier claim has this name; rename one of them')]
  taken.add(name)
  return checkDnsLabel(name, path)
}

function checkSource(claim: Claim, path: string): readonly Finding[] {
  const { resourceClaimName: ofObject, resourceClaimTemplateName: ofTemplate } = claim
  if (ofObject !== undefined && ofTemplate !== undefined)
    return [invalid(path, claim, 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified')]
  if (ofObject === undefined && ofTemplate === undefined)
    return [invalid(path, claim, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`')]
  return none
}
