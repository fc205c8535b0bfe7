import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, whyGoCannotBuild } from '../control-plane/build.ts'

const builtHelm = (): string => join(cacheFolder(), 'helm')

/**
 * The path of helm: the one built for the end-to-end tests, or else the machine's own.
 * Undefined, with a complaint on stderr, when there is neither; where `CI` is `true` that is a mistake and throws.
 */
export function findHelm(): string | undefined {
  if (existsSync(builtHelm())) return builtHelm()
  if (spawnSync('helm', ['version']).status === 0) return 'helm'
  const missing = `The tests of the chart need helm, on the PATH or as ${builtHelm()}: run node test/control-plane/build.ts`
  if (process.env.CI === 'true') throw new Error(missing)
  process.stderr.write(`SKIPPED: ${missing}\n`)
  return undefined
}

/**
 * Whether control planes come with helm. It lacks only where their other programs are given and Go cannot build it, and in
 * CI even that must not pass for success.
 */
export const isHelmInControlPlane = (): boolean =>
  process.env.CI === 'true' || existsSync(builtHelm()) || whyGoCannotBuild() === undefined
