import { bytesOf } from '../../../kubernetes/names.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, forbidden, tooLong } from '../../finding.ts'
import { checkSubdomain } from '../check-names.ts'

/** What the kernel takes. */
const mostBytes = 64

/** A host name of another kind, for which nothing else decides the name. Mirrors validatePodHostName. */
export function checkHostnameOverride(spec: PodSpec, path: string): readonly Finding[] {
  const { hostnameOverride: name, setHostnameAsFQDN, hostNetwork } = spec
  if (name === undefined) return none
  return joined(
    setHostnameAsFQDN ? [forbidden(path, 'may not be specified when setHostnameAsFQDN is true')] : none,
    hostNetwork ? [forbidden(path, 'may not be specified when hostNetwork is true')] : none,
    bytesOf(name) > mostBytes ? [tooLong(path, mostBytes, 'no host name is longer')] : none,
    checkSubdomain(name, path),
  )
}
