import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { eachContainer } from '../each-container.ts'

type Secured = Readonly<{ securityContext?: Readonly<{ windowsOptions?: Readonly<{ hostProcess?: boolean }> }> }>

const hostProcessOf = ({ securityContext }: Secured): boolean | undefined =>
  securityContext?.windowsOptions?.hostProcess

/** On Windows all containers of a pod are processes of the host, or none. Mirrors validateWindowsHostProcessPod. */
export function checkHostProcess(spec: PodSpec, path: string): readonly Finding[] {
  const ofPod = hostProcessOf(spec)
  const { initContainers = none, containers = none, ephemeralContainers = none } = spec
  const isSilent = (container: Container) => hostProcessOf(container) === undefined
  if (
    ofPod === undefined &&
    containers.every(isSilent) &&
    initContainers.every(isSilent) &&
    ephemeralContainers.every(isSilent)
  )
    return none
  const all = [...initContainers, ...containers, ...ephemeralContainers]
  const processes = all.filter((container) => hostProcessOf(container) ?? ofPod)
  return joined(
    ofPod === undefined ? none : eachContainer(spec, path, (container, at) => checkSame(container, ofPod, at)),
    processes.length === 0 ? none : checkProcesses(spec, path, processes.length === all.length),
  )
}

function checkSame(container: Container, ofPod: boolean, path: string): readonly Finding[] {
  const own = hostProcessOf(container) ?? ofPod
  const sentence = `pod hostProcess value must be identical if both are specified, was ${ofPod}`
  return own === ofPod ? none : [invalid(`${path}.securityContext.windowsOptions.hostProcess`, own, sentence)]
}

const checkProcesses = ({ hostNetwork = false }: PodSpec, path: string, areAll: boolean): readonly Finding[] =>
  joined(
    areAll
      ? none
      : [
          invalid(
            path,
            '',
            'If pod contains any hostProcess containers then all containers must be HostProcess containers',
          ),
        ],
    hostNetwork
      ? none
      : [invalid(`${path}.hostNetwork`, false, 'hostNetwork must be true if pod contains any hostProcess containers')],
  )
