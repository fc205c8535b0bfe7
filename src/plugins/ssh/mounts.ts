import type { Container } from '../../kubernetes/shapes/container.ts'
import type { PodSpec } from '../../kubernetes/shapes/pod.ts'
import type { Volume } from '../../kubernetes/shapes/volumes.ts'
import type { Mounted, PodWish } from '../plugin.ts'
import type { PluginOptions } from '../plugin-options.ts'
import { modeOf, upstreamMode } from './file-modes.ts'

/** The Secret of the job, the one that holds keys instead if there is any, and where they go. */
export type SshFiles = Readonly<{ secretName: string; ownSecret: string; mountPath: string }>

const keys = ['id_rsa', 'id_rsa.pub', 'authorized_keys']

const itemOf = (key: string) => ({ key, path: `.ssh/${key}` })
const keyItems = keys.map(itemOf)
const configItems = [itemOf('config')]
const allItems = [...keyItems, ...configItems]

const none: readonly never[] = []

/** What each container mounts. A volume has one mode, so containers of users who need different ones have volumes of their own. */
export function mountsOf(spec: PodSpec, files: SshFiles, by: PluginOptions['sshFileModes']): readonly PodWish[] {
  const { secretName, ownSecret, mountPath } = files
  const upstream = upstreamMode(mountPath)
  const modeFor = (container: Container) => modeOf(container, spec, mountPath, by)
  const modes = new Set<number>()
  for (const container of spec.containers ?? none) modes.add(modeFor(container))
  for (const container of spec.initContainers ?? none) modes.add(modeFor(container))
  const [first = upstream] = modes
  const main = modes.has(upstream) ? upstream : first
  const others = modes.size < 2 ? none : [...modes].filter((mode) => mode !== main)
  return [main, ...others].map((mode): PodWish => {
    const name = mode === main ? secretName : `volcano-ssh-0${mode.toString(8)}`
    return {
      wish: 'mount',
      mount: { name, mountPath, subPath: '.ssh' },
      volume: { name, ...sourceOf(files, mode) },
      containers: others.length === 0 ? 'all' : { where: (container) => modeFor(container) === mode },
      ...(mode === upstream && ownSecret === '' ? {} : { instead: upstreamMount(secretName, mountPath) }),
    }
  })
}

const upstreamMount = (name: string, mountPath: string): Mounted => ({
  mount: { name, mountPath, subPath: '.ssh' },
  volume: { name, ...secretVolume(name, upstreamMode(mountPath)) },
})

const secretVolume = (secretName: string, defaultMode: number): Volume => ({
  secret: { secretName, items: allItems, defaultMode },
})

/** Keys of a Secret of the user's own, and the client configuration of the job's. */
const sourceOf = ({ secretName, ownSecret }: SshFiles, defaultMode: number): Volume =>
  ownSecret === ''
    ? secretVolume(secretName, defaultMode)
    : {
        projected: {
          defaultMode,
          sources: [
            { secret: { name: ownSecret, items: keyItems } },
            { secret: { name: secretName, items: configItems } },
          ],
        },
      }
