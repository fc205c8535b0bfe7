import { append, applyPatch } from '../../kubernetes/json-patch.ts'
import type { Container } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import { isMeant } from '../is-meant.ts'
import type { Containers } from '../plugin.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { equip, type Outfit } from './equip.ts'
import { lacking } from './lacking.ts'
import { type Grant, nothing, type Place, together } from './parts.ts'
import { openPortsOf } from './ports.ts'
import type { SortedWishes, Wish } from './sort-wishes.ts'

type MountWish = Wish<'mount'>

/** What containers get, and the init containers that the pod gets. */
export function grantToContainers(
  spec: PodSpec,
  wishes: SortedWishes,
  mounts: readonly MountWish[],
  envOrder: PluginOptions['envOrder'],
): Grant {
  const { containers = [], initContainers = [] } = spec
  const open = openPortsOf(spec)
  const given = { wishes, mounts, envOrder }
  return together([
    ...containers.map((container, i) => {
      const outfit = outfitFor(container, true, given)
      return equip(placeIn('containers', i), container, { ...outfit, ports: open(outfit.ports) })
    }),
    ...initContainers.map((container, i) =>
      equip(placeIn('initContainers', i), container, outfitFor(container, false, given)),
    ),
    addInitContainers(spec, given),
  ])
}

const placeIn = (list: 'containers' | 'initContainers', i: number): Place => ({
  at: `/spec/${list}/${i}`,
  path: `spec.${list}[${i}]`,
})

type Given = Readonly<{
  wishes: SortedWishes
  mounts: readonly MountWish[]
  envOrder: PluginOptions['envOrder']
}>

/** What of the wishes a container should have; the main ones are those that are no init containers. */
function outfitFor(container: Container, isMain: boolean, { wishes, mounts, envOrder }: Given): Outfit {
  const isForIt = ({ containers }: Readonly<{ containers: Containers }>) => isMeant(containers, container, isMain)
  return {
    env: wishes.env.filter(isForIt).map(({ variable }) => variable),
    ports: wishes.port.filter(isForIt).map(({ port }) => port),
    envOrder,
    mounts: mounts.filter(isForIt),
    command: wishes.command.findLast(isForIt)?.command,
  }
}

/**
 * An init container that a plugin adds is one of the pod's containers: it gets at once what all of them get. No name may
 * stand twice in a pod, in whatever list.
 */
function addInitContainers(spec: PodSpec, given: Given): Grant {
  if (given.wishes['init container'].length === 0) return nothing
  const wanted = given.wishes['init container'].map(({ container }) => container)
  const beside = lacking(spec.containers, wanted, { path: 'spec.containers', key: 'name' })
  const missing = lacking(spec.initContainers, beside.items, { path: 'spec.initContainers', key: 'name' })
  const added = missing.items.map((container) =>
    applyPatch(
      container,
      equip({ at: '', path: 'spec.initContainers[-]' }, container, outfitFor(container, false, given)).patch,
    ),
  )
  return {
    patch: append('/spec/initContainers', spec.initContainers, added),
    remarks: [...beside.remarks, ...missing.remarks],
  }
}
