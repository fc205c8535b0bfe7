import type { JobPlugin } from './plugin.ts'

/**
 * The order in which plugins act, whatever the order in which they are given: alphabetical, but that each comes after those
 * that it looks at. Throws when it looks at itself, or at one that is not there: that is a bug in a plugin.
 */
export function inOrder<Plugin extends Pick<JobPlugin, 'name' | 'after'>>(given: readonly Plugin[]): readonly Plugin[] {
  const waiting = given.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const ordered: Plugin[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => after.every((name) => ordered.some((plugin) => plugin.name === name)))
    if (next < 0) throw new Error(`plugins wait for each other, or for one that is not there: ${describe(waiting)}`)
    ordered.push(...waiting.splice(next, 1))
  }
  return ordered
}

const describe = (plugins: readonly Pick<JobPlugin, 'name' | 'after'>[]): string =>
  plugins.map(({ name, after }) => `${name} after ${after.join(' and ')}`).join(', ')
