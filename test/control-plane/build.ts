import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { createTemporaryFolder } from './temporary-folder.ts'

const kubernetes = import.meta.dirname
const helm = join(kubernetes, 'helm')

/**
 * The folder that the built programs stay in. Its name depends on every pinned module, so that an upgrade of a module
 * builds anew. It exists only if a build came to its end.
 */
export function cacheFolder(): string {
  const sums = createHash('sha256')
  for (const folder of [kubernetes, helm]) sums.update(readFileSync(join(folder, 'go.sum')))
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(caches, 'volcano-admission', `control-plane-${sums.digest('hex').slice(0, 16)}`)
}

/** Why Go cannot build here, undefined when it can: the go.mod file itself says which Go it needs. */
export function whyGoCannotBuild(): string | undefined {
  const { status, stderr, error } = spawnSync('go', ['list', '-m'], { cwd: kubernetes, encoding: 'utf8' })
  if (status === 0) return undefined
  return error === undefined ? stderr.trim() : 'there is no go command'
}

/**
 * Builds every program of the control plane with Go into `cacheFolder()`, with its progress on stderr.
 * Throws when Go ends with a mistake; then, as after Ctrl-C, no folder is left behind.
 */
export async function buildControlPlane(): Promise<void> {
  const folder = cacheFolder()
  say(`Building etcd, Kubernetes and Helm for the end-to-end tests into ${folder}.`)
  say('This is needed once and takes about eight minutes.')
  mkdirSync(dirname(folder), { recursive: true })
  const unfinished = createTemporaryFolder(`${folder}.unfinished-`)
  const begin = Date.now()
  const progress = setInterval(() => say(`Still building, ${elapsed(begin)} so far.`), 20_000)
  try {
    await goBuild(kubernetes, ['-ldflags', `-s -w ${versionFlags()}`], unfinished.path)
    await goBuild(helm, [], unfinished.path)
    // The folder is there already when two builds ran at once: both made the same.
    if (!existsSync(folder)) renameSync(unfinished.path, folder)
    say(`Built after ${elapsed(begin)}.`)
  } finally {
    clearInterval(progress)
    await unfinished.remove()
  }
}

/** A Kubernetes that Go builds without its own scripts calls itself v0.0.0 unless the linker says otherwise. */
function versionFlags(): string {
  const required = /^\tk8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/m.exec(readFileSync(join(kubernetes, 'go.mod'), 'utf8'))
  if (!required) throw new Error(`${join(kubernetes, 'go.mod')} must require k8s.io/kubernetes`)
  const [, gitVersion, gitMajor, gitMinor] = required
  return Object.entries({ gitVersion, gitMajor, gitMinor })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ')
}

function goBuild(module: string, flags: readonly string[], into: string): Promise<void> {
  const go = spawn('go', ['build', '-buildvcs=false', ...flags, '-o', into, 'tool'], {
    cwd: module,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    go.once('error', reject)
    go.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`go build in ${module} ended with ${signal ?? `code ${code}`}`)),
    )
  })
}

function elapsed(begin: number): string {
  const seconds = Math.round((Date.now() - begin) / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

if (import.meta.main) {
  const why = whyGoCannotBuild()
  if (existsSync(cacheFolder())) say(`Nothing to build: ${cacheFolder()} is there.`)
  else if (why === undefined) await buildControlPlane()
  else {
    say(`Building the control plane needs Go 1.26 or newer: ${why}`)
    process.exitCode = 1
  }
}
