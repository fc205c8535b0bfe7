import type { ContainerPort } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import type { Remark } from '../plugin.ts'
import { type Lack, ownItem } from './lacking.ts'

/**
 * The ports that a container lacks: those whose number it does not have, under whatever name. Names must be unique in a
 * container, so a port whose name the pod uses for another number is left out, with a remark.
 */
export function lackingPorts(
  path: string,
  present: readonly ContainerPort[] | undefined = [],
  wanted: readonly ContainerPort[],
): Lack<ContainerPort> {
  const items: ContainerPort[] = []
  const remarks: Remark[] = []
  for (const port of wanted) {
    if ([...present, ...items].some(({ containerPort }) => containerPort === port.containerPort)) continue
    const place = present.findIndex(({ name }) => name === port.name)
    if (place < 0) items.push(port)
    else remarks.push(ownItem(`${path}[${place}].name`, 'name', port.name))
  }
  return { items, remarks }
}

/** Which of the ports that a main container wants it may open, asked of one container after the other. */
export type OpenPorts = (wanted: readonly ContainerPort[]) => readonly ContainerPort[]

/**
 * On the host network ports are the node's: the API server refuses a pod of which two main containers have the same, so the
 * first one has it alone.
 */
export function openPortsOf({ hostNetwork = false, containers = [] }: PodSpec): OpenPorts {
  if (!hostNetwork) return (wanted) => wanted
  const taken = new Set(containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort)))
  return (wanted) => {
    const open = wanted.filter(({ containerPort }) => !taken.has(containerPort))
    for (const { containerPort } of open) taken.add(containerPort)
    return open
  }
}
