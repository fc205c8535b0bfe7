import type { PodTemplate } from '../../kubernetes/shapes/pod.ts'
import { joined, none } from '../checks.ts'
import type { Finding } from '../finding.ts'
import { checkContainers } from './containers/check-containers.ts'
import { checkEphemeralContainers } from './containers/check-ephemeral-containers.ts'
import { checkFileKeyVolumes } from './containers/check-file-key-volumes.ts'
import { checkHostNetworkPorts } from './containers/check-host-network-ports.ts'
import { checkInitContainers } from './containers/check-init-containers.ts'
import { podFactsOf } from './containers/pod-facts.ts'
import { isOrdinary } from './is-ordinary.ts'
import { checkMetadata } from './metadata/check-metadata.ts'
import { checkProfilesMatch } from './metadata/profiles-match.ts'
import { checkPod } from './pod/check-pod.ts'
import type { PodTemplateOptions } from './pod-template-options.ts'
import { checkResourceClaims } from './resource-claims.ts'
import { checkPodResources } from './resources/pod-resources.ts'
import { checkScheduling } from './scheduling/check-scheduling.ts'
import { judgeVolumes } from './volumes/check-volumes.ts'

/**
 * Everything for which Kubernetes would refuse the template of a pod once its defaults are filled in. Fields that this
 * server does not know pass. Mirrors ValidatePodTemplate of Kubernetes 1.36 with all options off but PodLevelResources.
 */
export function checkPodTemplate(template: PodTemplate, options: PodTemplateOptions, path: string): readonly Finding[] {
  return isOrdinary(template, options) ? none : checkInFull(template, options, path)
}

/** What `isOrdinary` says nothing of; for ordinary templates, too, this finds nothing. */
export function checkInFull(template: PodTemplate, options: PodTemplateOptions, path: string): readonly Finding[] {
  const { spec = {} } = template
  const { containers = none, initContainers = none } = spec
  const at = `${path}.spec`
  const volumes = judgeVolumes(spec.volumes, `${at}.volumes`)
  const pod = podFactsOf(spec, volumes.sound)
  return joined(
    checkMetadata(template, options, path),
    volumes.findings,
    checkResourceClaims(spec, at),
    checkContainers(containers, `${at}.containers`, pod),
    checkInitContainers(initContainers, containers, `${at}.initContainers`, pod),
    checkEphemeralContainers(spec, `${at}.ephemeralContainers`, pod),
    options.podLevelResources ? checkPodResources(spec, at, pod.claimNames) : none,
    checkHostNetworkPorts(spec, at),
    checkScheduling(spec, at),
    checkPod(spec, at),
    checkFileKeyVolumes(spec, at),
    checkProfilesMatch(template, path),
  )
}
