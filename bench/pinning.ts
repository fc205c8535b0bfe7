import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Puts a command on a core: the servers have one for themselves, and so has the load generator. */
export type Pinning = Readonly<{
  servers: (command: readonly string[]) => readonly string[]
  load: (command: readonly string[]) => readonly string[]
  about: string
}>

/** Takes the first two cores that this process may use; without `taskset` or a second core nothing is pinned. */
export function findPinning(): Pinning {
  const [first, second] = existsSync('/proc/self/status') ? parseCores(readFileSync('/proc/self/status', 'utf8')) : []
  const hasTaskset = spawnSync('taskset', ['--version']).status === 0
  if (!hasTaskset || first === undefined || second === undefined) {
    return { servers: (command) => command, load: (command) => command, about: 'no core is reserved for the servers' }
  }
  const on = (core: number) => (command: readonly string[]) => ['taskset', '-c', String(core), ...command]
  return { servers: on(first), load: on(second), about: `servers on core ${first}, load on core ${second}` }
}

/** The cores of `Cpus_allowed_list: 0-1,4` in `/proc/<pid>/status`. */
export function parseCores(status: string): readonly number[] {
  const list = /^Cpus_allowed_list:\s+(\S+)$/m.exec(status)?.[1] ?? ''
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number)
    return range === '' ? [] : Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i)
  })
}
