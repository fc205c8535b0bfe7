import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { each, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'

/** In the network of the node a port has one number only. Mirrors validatePodHostNetworkDeps. */
export function checkHostNetworkPorts({ hostNetwork, containers }: PodSpec, path: string): readonly Finding[] {
  if (!hostNetwork) return none
  return each(containers, `${path}.containers`, ({ ports }, ofContainer) =>
    each(ports, `${ofContainer}.ports`, ({ hostPort = 0, containerPort = 0 }, at) => {
      if (hostPort === 0 || hostPort === containerPort) return none
      const sentence = 'must match `containerPort` when `hostNetwork` is true; leave hostPort out'
      return [invalid(`${at}.hostPort`, hostPort, sentence)]
    }),
  )
}
