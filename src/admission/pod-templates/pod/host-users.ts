import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, forbidden } from '../../finding.ts'
import { eachContainer } from '../each-container.ts'

/** A pod with users of its own has namespaces of its own, and no devices. Mirrors validateHostUsers. */
export const checkHostUsers = (spec: PodSpec, path: string): readonly Finding[] =>
  joined(
    spec.hostNetwork ? refuse(`${path}.hostNetwork`) : none,
    spec.hostPID ? refuse(`${path}.hostPID`) : none,
    spec.hostIPC ? refuse(`${path}.hostIPC`) : none,
    eachContainer(spec, path, ({ volumeDevices }, at) =>
      volumeDevices !== undefined && volumeDevices.length > 0 ? refuse(`${at}.volumeDevices`) : none,
    ),
  )

const refuse = (path: string): readonly Finding[] => [forbidden(path, 'when `hostUsers` is false; remove one of them')]
