import { add, append, pointer } from '../kubernetes/json-patch.ts'
import type { Pod, PodSpec } from '../kubernetes/shapes/pod.ts'
import { grantToContainers } from './grant/containers.ts'
import { exchange } from './grant/exchange.ts'
import { lacking, ownItem } from './grant/lacking.ts'
import { type Grant, nothing, together } from './grant/parts.ts'
import { type SortedWishes, sortWishes } from './grant/sort-wishes.ts'
import type { Mounted, PodWish } from './plugin.ts'
import type { PluginOptions } from './plugin-options.ts'

export type { Grant } from './grant/parts.ts'

/**
 * The smallest patch that gives the pod what it lacks. What is there stays: a pod that was already injected, or that the
 * user equipped, gets nothing twice. Replaced are only the command of a container that a plugin starts itself, and mounts and
 * volumes that are known to be those of Volcano's controller, where a plugin wants them otherwise here.
 */
export function grant(
  { metadata = {}, spec = {} }: Pod,
  wishes: readonly PodWish[],
  envOrder: PluginOptions['envOrder'] = 'append',
): Grant {
  const sorted = sortWishes(wishes)
  const exchanged = exchange('/spec/volumes', spec.volumes, sorted.mount, volumesByName)
  const wanted = sorted.mount.map(volumesByName.partOf)
  const volumes = lacking(exchanged.items, wanted, { path: 'spec.volumes', key: 'name' })
  // What is mounted must be the plugin's: a volume of the pod under that name is something else.
  const isClashing = (name: string | undefined): boolean => volumes.remarks.some(({ value }) => value === name)
  const mountable = sorted.mount.filter(({ volume }) => !isClashing(volume.name))
  return together([
    nameHost('hostname', spec, sorted),
    nameHost('subdomain', spec, sorted),
    annotate(metadata.annotations, sorted),
    grantToContainers(spec, sorted, mountable, envOrder),
    { patch: [...exchanged.patch, ...append('/spec/volumes', spec.volumes, volumes.items)], remarks: volumes.remarks },
    { patch: [], remarks: sorted.nothing.map(({ because }) => because) },
  ])
}

const volumesByName = { partOf: ({ volume }: Mounted) => volume, key: 'name' } as const

function nameHost(field: 'hostname' | 'subdomain', spec: PodSpec, { [field]: [wish] }: SortedWishes): Grant {
  if (wish === undefined || spec[field]) return nothing
  return { patch: [add(`/spec/${field}`, wish.value)], remarks: [] }
}

/** An empty annotation counts as none. */
function annotate(present: Readonly<Record<string, string>> | undefined, { annotation: wanted }: SortedWishes): Grant {
  if (wanted.length === 0) return nothing
  const own = wanted.filter(({ name, value }) => present?.[name] && present[name] !== value)
  const missing = wanted.filter(({ name }) => !present?.[name])
  return {
    patch:
      present === undefined && missing.length > 0
        ? [add('/metadata/annotations', Object.fromEntries(missing.map(({ name, value }) => [name, value])))]
        : missing.map(({ name, value }) => add(pointer('metadata', 'annotations', name), value)),
    remarks: own.map(({ name }) => ownItem(`metadata.annotations[${name}]`, 'annotation', name)),
  }
}
