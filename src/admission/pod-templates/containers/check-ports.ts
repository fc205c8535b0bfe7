import type { Container, ContainerPort } from '../../../kubernetes/shapes/container.ts'
import { each, invalids, joined, none, oneOf } from '../../checks.ts'
import { duplicate, type Finding, required } from '../../finding.ts'
import { portNameMistakes, portNumberMistakes } from './names.ts'

const checkProtocol = oneOf(['SCTP', 'TCP', 'UDP'])

/** Ports have numbers and protocols that there are, and names of their own in the container. Mirrors validateContainerPorts. */
export function checkPorts(ports: readonly ContainerPort[], path: string): readonly Finding[] {
  const taken = new Set<string>()
  return each(ports, path, (port, at) =>
    joined(
      port.name ? checkName(port.name, `${at}.name`, taken) : none,
      checkNumber(port.containerPort ?? 0, `${at}.containerPort`),
      port.hostPort ? invalids(`${at}.hostPort`, port.hostPort, portNumberMistakes(port.hostPort)) : none,
      checkProtocol(port.protocol || 'TCP', `${at}.protocol`),
    ),
  )
}

function checkName(name: string, path: string, taken: Set<string>): readonly Finding[] {
  const mistakes = portNameMistakes(name)
  if (mistakes.length > 0) return invalids(path, name, mistakes)
  if (taken.has(name)) return [duplicate(path, name, 'another port of the container has this name, rename one of them')]
  taken.add(name)
  return none
}

const checkNumber = (port: number, path: string): readonly Finding[] =>
  port === 0
    ? [required(path, 'give the port at which the container listens, from 1 to 65535')]
    : invalids(path, port, portNumberMistakes(port))

/** No two of these containers want the same port of the node. Mirrors checkHostPortConflicts. */
export function checkHostPorts(containers: readonly Container[], path: string): readonly Finding[] {
  const taken = new Set<string>()
  return each(containers, path, (container, at) => checkHostPortsOf(container, at, taken))
}

/** The ports of the node that a container wants are not taken yet. Mirrors AccumulateUniqueHostPorts. */
export function checkHostPortsOf({ ports }: Container, path: string, taken: Set<string>): readonly Finding[] {
  if (ports === undefined) return none
  return each(ports, `${path}.ports`, ({ protocol, hostIP = '', hostPort = 0 }, at) => {
    if (hostPort === 0) return none
    const address = `${protocol || 'TCP'}/${hostIP}/${hostPort}`
    const advice = 'another port of the pod takes this one of the node, change one of them'
    const found = taken.has(address) ? [duplicate(`${at}.hostPort`, address, advice)] : none
    taken.add(address)
    return found
  })
}
