import { add, append, type JsonPatch } from '../kubernetes/json-patch.ts'
import type { Container } from '../kubernetes/shapes/container.ts'
import type { Pod } from '../kubernetes/shapes/pod.ts'
import type { PodWish } from './plugin.ts'

type Wish<Kind extends PodWish['wish']> = Extract<PodWish, { wish: Kind }>

/** A wish that the pod cannot have because the user wrote something else there; what the user wrote stays. */
export type Conflict = Readonly<{ path: string; value: string; message: string }>

export type Grant = Readonly<{ patch: JsonPatch; conflicts: readonly Conflict[] }>

/**
 * The smallest patch that gives the pod what it lacks. What is there stays: a pod that was already injected, or that the
 * user equipped, gets nothing twice.
 */
export function grant({ spec = {} }: Pod, wishes: readonly PodWish[]): Grant {
  const wished = <Kind extends PodWish['wish']>(kind: Kind) => wishes.filter((w): w is Wish<Kind> => w.wish === kind)
  const field = (name: 'hostname' | 'subdomain'): JsonPatch =>
    spec[name]
      ? []
      : wished(name)
          .slice(0, 1)
          .map(({ value }) => add(`/spec/${name}`, value))
  const variables = wished('env').map(({ variable }) => variable)
  const mounts = wished('mount')
  const volumes = lacking(
    'spec.volumes',
    spec.volumes,
    mounts.map(({ volume }) => volume),
    'name',
  )
  // What is mounted must be the plugin's: a volume of the pod under that name is something else.
  const clashing = new Set(volumes.conflicts.map(({ value }) => value))
  const mountable = mounts.filter(({ volume }) => !clashing.has(volume.name ?? ''))
  const wanted = { env: variables, volumeMounts: mountable.map(({ mount }) => mount) }
  const equipped = (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, i) => equip(`/spec/${list}/${i}`, `spec.${list}[${i}]`, container, wanted)),
  )
  return {
    patch: [
      ...field('hostname'),
      ...field('subdomain'),
      ...equipped.flatMap(({ patch }) => patch),
      ...append('/spec/volumes', spec.volumes, volumes.items),
    ],
    conflicts: [...equipped.flatMap(({ conflicts }) => conflicts), ...volumes.conflicts],
  }
}

function equip(
  at: string,
  path: string,
  { env, volumeMounts }: Container,
  wanted: Required<Pick<Container, 'env' | 'volumeMounts'>>,
): Grant {
  const variables = lacking(`${path}.env`, env, wanted.env, 'name')
  const mounts = lacking(`${path}.volumeMounts`, volumeMounts, wanted.volumeMounts, 'mountPath')
  return {
    patch: [...append(`${at}/env`, env, variables.items), ...append(`${at}/volumeMounts`, volumeMounts, mounts.items)],
    conflicts: [...variables.conflicts, ...mounts.conflicts],
  }
}

type Keyed<Key extends string> = Readonly<Partial<Record<Key, string>>>
type Lacking<Item> = Readonly<{ items: readonly Item[]; conflicts: readonly Conflict[] }>

/** The wanted items whose key no present item has; a present item that says something else is a conflict. */
function lacking<Item extends Keyed<Key>, Key extends string>(
  path: string,
  present: readonly Item[] | undefined = [],
  wanted: readonly Item[],
  key: Key,
): Lacking<Item> {
  const places = new Map<string | undefined, number>()
  for (const [place, item] of present.entries()) places.set(item[key], place)
  const items: Item[] = []
  const conflicts: Conflict[] = []
  for (const item of wanted) {
    const place = places.get(item[key])
    if (place === undefined) items.push(item)
    else if (!covers(present[place], item)) {
      const message = `this ${key} is the pod's own: the job plugin leaves it`
      conflicts.push({ path: `${path}[${place}].${key}`, value: String(item[key]), message })
    }
  }
  return { items, conflicts }
}

/** Whether everything that is wanted is there, whatever the API server has added to it. */
function covers(present: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return present === wanted
  if (typeof present !== 'object' || present === null) return false
  return Object.entries(wanted).every(([key, value]) => covers(Reflect.get(present, key), value))
}
