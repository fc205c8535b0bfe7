import { add, append, type JsonPatch, pointer } from '../kubernetes/json-patch.ts'
import type { Pod, PodSpec } from '../kubernetes/shapes/pod.ts'
import { grantToContainers } from './grant/containers.ts'
import { exchange } from './grant/exchange.ts'
import { lacking, ownItem } from './grant/lacking.ts'
import { type Grant, only, together } from './grant/parts.ts'
import type { PodWish } from './plugin.ts'
import type { PluginOptions } from './plugin-options.ts'

export type { Grant } from './grant/parts.ts'

/**
 * The smallest patch that gives the pod what it lacks. What is there stays: a pod that was already injected, or that the
 * user equipped, gets nothing twice. Only the command of a container that a plugin starts itself is replaced.
 */
export function grant(
  { metadata = {}, spec = {} }: Pod,
  wishes: readonly PodWish[],
  envOrder: PluginOptions['envOrder'] = 'append',
): Grant {
  const mounts = only('mount', wishes)
  const wantedVolumes = mounts.map(({ volume }) => volume)
  const exchanges = mounts.map(({ volume, instead }) => ({ wanted: volume, instead: instead?.volume }))
  const exchanged = exchange('/spec/volumes', spec.volumes, exchanges, 'name')
  const volumes = lacking(exchanged.items, wantedVolumes, { path: 'spec.volumes', key: 'name' })
  // What is mounted must be the plugin's: a volume of the pod under that name is something else.
  const clashing = new Set(volumes.remarks.map(({ value }) => value))
  const mountable = mounts.filter(({ volume }) => !clashing.has(volume.name))
  return together([
    { patch: namesFor(spec, wishes), remarks: [] },
    annotate(metadata.annotations, wishes),
    grantToContainers(spec, wishes, mountable, envOrder),
    { patch: [...exchanged.patch, ...append('/spec/volumes', spec.volumes, volumes.items)], remarks: volumes.remarks },
    { patch: [], remarks: only('nothing', wishes).map(({ because }) => because) },
  ])
}

const namesFor = (spec: PodSpec, wishes: readonly PodWish[]): JsonPatch =>
  (['hostname', 'subdomain'] as const).flatMap((name) => {
    const [wish] = spec[name] ? [] : only(name, wishes)
    return wish === undefined ? [] : [add(`/spec/${name}`, wish.value)]
  })

/** An empty annotation counts as none. */
function annotate(present: Readonly<Record<string, string>> | undefined, wishes: readonly PodWish[]): Grant {
  const wanted = only('annotation', wishes)
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
