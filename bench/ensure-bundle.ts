import { execFileSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Builds the bundle when it is absent, or older than what it is made of. */
export function ensureBundle(bundle: string): void {
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const sources = globSync(['package-lock.json', 'scripts/build.ts', 'src/**/*.ts'], { cwd })
  const newest = Math.max(...sources.map((path) => statSync(new URL(`../${path}`, import.meta.url)).mtimeMs))
  if (existsSync(bundle) && statSync(bundle).mtimeMs >= newest) return
  execFileSync('npm', ['run', '--silent', 'build'], { cwd, stdio: ['ignore', process.stderr, process.stderr] })
}
