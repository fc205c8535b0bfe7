import { append, applyPatch } from '../../kubernetes/json-patch.ts'
import type { Container, VolumeMount } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import type { Containers, PodWish } from '../plugin.ts'
import { equip, type Outfit, type Place } from './equip.ts'
import { lacking } from './lacking.ts'
import { type Grant, only, together } from './parts.ts'
import { openPortsOf } from './ports.ts'

/** What containers get, and the init containers that the pod gets. */
export function grantToContainers(spec: PodSpec, wishes: readonly PodWish[], mounts: readonly VolumeMount[]): Grant {
  const { containers = [], initContainers = [] } = spec
  const open = openPortsOf(spec)
  const forInit = outfitFor(undefined, wishes, mounts)
  return together([
    ...containers.map((container, i) => {
      const outfit = outfitFor(container, wishes, mounts)
      return equip(placeIn('containers', i), container, { ...outfit, ports: open(outfit.ports) })
    }),
    ...initContainers.map((container, i) => equip(placeIn('initContainers', i), container, forInit)),
    addInitContainers(spec, wishes, forInit),
  ])
}

const placeIn = (list: 'containers' | 'initContainers', i: number): Place => ({
  at: `/spec/${list}/${i}`,
  path: `spec.${list}[${i}]`,
})

/** What of the wishes a main container should have; undefined stands for any init container. */
function outfitFor(main: Container | undefined, wishes: readonly PodWish[], mounts: readonly VolumeMount[]): Outfit {
  const isMeant = ({ containers }: Readonly<{ containers: Containers }>): boolean =>
    containers === 'all' || (main !== undefined && (containers === 'main' || containers.named === main.name))
  return {
    env: only('env', wishes)
      .filter(isMeant)
      .map(({ variable }) => variable),
    ports: only('port', wishes)
      .filter(isMeant)
      .map(({ port }) => port),
    volumeMounts: mounts,
    command: only('command', wishes).findLast(isMeant)?.command,
  }
}

/**
 * An init container that a plugin adds is one of the pod's containers: it gets at once what all of them get. No name may
 * stand twice in a pod, in whatever list.
 */
function addInitContainers(spec: PodSpec, wishes: readonly PodWish[], outfit: Outfit): Grant {
  const wanted = only('init container', wishes).map(({ container }) => container)
  const beside = lacking(spec.containers, wanted, { path: 'spec.containers', key: 'name' })
  const missing = lacking(spec.initContainers, beside.items, { path: 'spec.initContainers', key: 'name' })
  const added = missing.items.map((container) =>
    applyPatch(container, equip({ at: '', path: 'spec.initContainers[-]' }, container, outfit).patch),
  )
  return {
    patch: append('/spec/initContainers', spec.initContainers, added),
    remarks: [...beside.remarks, ...missing.remarks],
  }
}
