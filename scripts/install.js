// Runs before the other npm scripts, with whatever Node the machine has: installs what is missing, so that each of them
// works as the first command in a fresh clone.
import { execSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const folder = new URL('..', import.meta.url)
const read = (path) => (existsSync(new URL(path, folder)) ? readFileSync(new URL(path, folder), 'utf8') : '')

/** What npm writes at the end of an installation; it lists what was installed, as the lock file does. */
const versionsIn = (lockFile) => {
  const packages = lockFile === '' ? {} : JSON.parse(lockFile).packages
  return new Map(Object.entries(packages).map(([name, { version }]) => [name, version]))
}

const installed = versionsIn(read('node_modules/.package-lock.json'))
const wanted = Object.entries(JSON.parse(read('package-lock.json')).packages)
const isComplete = wanted.every(([name, { version, optional }]) => {
  return name === '' || (optional && !installed.has(name)) || installed.get(name) === version
})

if (!isComplete) {
  console.error('Installing what package-lock.json lists, once ...')
  // Standard output belongs to the command that is to run.
  execSync('npm ci --no-audit --no-fund', { cwd: folder, stdio: ['ignore', process.stderr, process.stderr] })
}
