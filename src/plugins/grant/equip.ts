import { add, append } from '../../kubernetes/json-patch.ts'
import type { Container, ContainerPort, EnvVar } from '../../kubernetes/shapes/container.ts'
import type { Mounted } from '../plugin.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { exchange } from './exchange.ts'
import { lacking } from './lacking.ts'
import { type Grant, nothing, type Place, together } from './parts.ts'
import { lackingPorts } from './ports.ts'
import type { Wish } from './sort-wishes.ts'
import { grantVariables } from './variables.ts'

/** All that one container should have. */
export type Outfit = Readonly<{
  env: readonly EnvVar[]
  envOrder: PluginOptions['envOrder']
  ports: readonly ContainerPort[]
  mounts: readonly Wish<'mount'>[]
  command: readonly string[] | undefined
}>

/** What a container lacks of its outfit. */
export function equip({ at, path }: Place, container: Container, outfit: Outfit): Grant {
  const { env, ports, volumeMounts } = container
  const openings = lackingPorts(`${path}.ports`, ports, outfit.ports)
  const exchanged = exchange(`${at}/volumeMounts`, volumeMounts, outfit.mounts, mountsByPath)
  const wanted = outfit.mounts.map(mountsByPath.partOf)
  const mounts = lacking(exchanged.items, wanted, { path: `${path}.volumeMounts`, key: 'mountPath' })
  return together([
    grantVariables({ at, path }, env, outfit.env, outfit.envOrder),
    { patch: append(`${at}/ports`, ports, openings.items), remarks: openings.remarks },
    {
      patch: [...exchanged.patch, ...append(`${at}/volumeMounts`, volumeMounts, mounts.items)],
      remarks: mounts.remarks,
    },
    replaceCommand({ at, path }, container.command, outfit.command),
  ])
}

const mountsByPath = { partOf: ({ mount }: Mounted) => mount, key: 'mountPath' } as const

/** A plugin that starts a container's program itself does so whatever is written there, as in Volcano. */
function replaceCommand(
  { at, path }: Place,
  present: readonly string[] | undefined = [],
  wanted: readonly string[] | undefined,
): Grant {
  if (wanted === undefined || isSame(present, wanted)) return nothing
  const message = 'the job plugin starts this container with a command of its own, as in Volcano, and leaves args'
  return {
    patch: [add(`${at}/command`, wanted)],
    remarks: present.length === 0 ? [] : [{ path: `${path}.command`, value: present, message }],
  }
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word, i) => word === other[i])
