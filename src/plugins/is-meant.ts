import type { Container } from '../kubernetes/shapes/container.ts'
import type { Containers } from './plugin.ts'

/** Whether a wish is for a container; the main ones are those that are no init containers. */
export function isMeant(containers: Containers, container: Container, isMain: boolean): boolean {
  if (containers === 'all') return true
  if (containers === 'main') return isMain
  return 'named' in containers ? isMain && containers.named === container.name : containers.where(container)
}
