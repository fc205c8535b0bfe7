import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildControlPlane, cacheFolder, whyGoCannotBuild } from './build.ts'

const required = ['etcd', 'kube-apiserver', 'kubectl'] as const
const optional = ['kube-controller-manager', 'helm'] as const

type Program = (typeof required)[number] | (typeof optional)[number]

/** Paths of the programs. Helm and the controller manager lack only beside KUBEBUILDER_ASSETS where Go cannot build. */
export type Binaries = Readonly<
  Record<(typeof required)[number], string> & Partial<Record<(typeof optional)[number], string>>
>

/** One sentence on why no control plane can be had here; undefined when one can, be it after a build. */
export function whatIsMissing(): string | undefined {
  if (existsSync(cacheFolder()) || required.every((program) => givenPath(program) !== undefined)) return undefined
  const why = whyGoCannotBuild()
  if (why === undefined) return undefined
  return (
    'The end-to-end tests need Go 1.26 or newer to build a Kubernetes API server, or KUBEBUILDER_ASSETS to name a folder ' +
    `with etcd, kube-apiserver and kubectl: ${why}`
  )
}

/**
 * Finds the programs in the folder that KUBEBUILDER_ASSETS names and in the cache, which is built when it is not there.
 * Throws when a program can be neither found nor built.
 */
export async function findBinaries(): Promise<Binaries> {
  const missing = whatIsMissing()
  if (missing !== undefined) throw new Error(missing)
  if (!existsSync(cacheFolder()) && whyGoCannotBuild() === undefined) await buildControlPlane()
  const paths = [...required, ...optional].map((program) => [program, givenPath(program) ?? builtPath(program)])
  return Object.fromEntries(paths.filter(([, path]) => path !== undefined))
}

/** Only the three programs that such a folder has by convention are taken from it. */
function givenPath(program: Program): string | undefined {
  const folder = process.env.KUBEBUILDER_ASSETS
  const path = folder && required.some((name) => name === program) ? join(folder, program) : ''
  return existsSync(path) ? path : undefined
}

/** Go names a program after the last part of its package, which is `server` for etcd. */
function builtPath(program: Program): string | undefined {
  const path = join(cacheFolder(), program === 'etcd' ? 'server' : program)
  return existsSync(path) ? path : undefined
}
