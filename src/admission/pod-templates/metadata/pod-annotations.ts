import { quoteGoString } from '../../../kubernetes/go-string.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { eachEntry, joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkRelative } from '../file-paths.ts'
import type { Annotations } from './annotations.ts'
import { appArmorPrefix, localhost, mirror, podSeccomp, seccompPrefix } from './known-annotations.ts'
import { checkTolerationsAnnotation } from './tolerations-annotation.ts'

/** Annotations that Kubernetes itself reads are such as it understands. Mirrors ValidatePodSpecificAnnotations. */
export const checkPodAnnotations = (annotations: Annotations, spec: PodSpec, path: string): readonly Finding[] =>
  joined(
    checkMirror(annotations, spec, `${path}[${mirror}]`),
    checkTolerationsAnnotation(annotations, path),
    checkDeletionCost(annotations['controller.kubernetes.io/pod-deletion-cost'], path),
    checkProfiles(annotations, spec, path),
  )

function checkMirror(annotations: Annotations, { nodeName }: PodSpec, path: string): readonly Finding[] {
  const value = annotations[mirror]
  if (value === undefined || nodeName) return none
  return [invalid(path, value, 'must set spec.nodeName if mirror pod annotation is set; the kubelet alone sets it')]
}

const integer = /^(?:0|-\d+|[1-9]\d*)$/

function checkDeletionCost(cost: string | undefined, path: string): readonly Finding[] {
  if (cost === undefined) return none
  const number = integer.test(cost) ? Number(cost) : Number.NaN
  if (number >= -(2 ** 31) && number < 2 ** 31) return none
  return [invalid(`${path}[controller.kubernetes.io/pod-deletion-cost]`, cost, 'must be a 32bit integer')]
}

function checkProfiles(annotations: Annotations, spec: PodSpec, path: string): readonly Finding[] {
  let containers: ReadonlySet<string> | undefined
  return eachEntry(annotations, path, (key, value, at) => {
    if (key === podSeccomp || key.startsWith(seccompPrefix)) return checkSeccomp(value, at)
    if (!key.startsWith(appArmorPrefix)) return none
    containers ??= containerNames(spec)
    const container = key.slice(appArmorPrefix.length)
    const missing = containers.has(container) ? none : [invalid(at, container, 'container not found')]
    return joined(missing, checkAppArmor(value, at))
  })
}

const containerNames = ({ initContainers = none, containers = none, ephemeralContainers = none }: PodSpec) =>
  new Set([...initContainers, ...containers, ...ephemeralContainers].map(({ name = '' }) => name))

const seccompProfiles = ['runtime/default', 'docker/default', 'unconfined']

/** Mirrors ValidateSeccompProfile. */
function checkSeccomp(profile: string, path: string): readonly Finding[] {
  if (seccompProfiles.includes(profile)) return none
  if (profile.startsWith(localhost)) return checkRelative(profile.slice(localhost.length), path)
  const sentence = `must be a valid seccomp profile; take ${seccompProfiles.join(', ')} or ${localhost}<file>`
  return [invalid(path, profile, sentence)]
}

/** Mirrors ValidateAppArmorProfileFormat. */
function checkAppArmor(profile: string, path: string): readonly Finding[] {
  if (['', 'runtime/default', 'unconfined'].includes(profile) || profile.startsWith(localhost)) return none
  const sentence = `invalid AppArmor profile name: ${quoteGoString(profile)}`
  return [invalid(path, profile, `${sentence}; take runtime/default, unconfined or ${localhost}<profile>`)]
}
