import { suggest } from '../kubernetes/nearest.ts'

/** Checks the paths of `--enabled-admission` against those that there are: each is served once, in the given order. */
export function checkEnabledAdmission(
  paths: readonly string[],
  knownPaths: readonly string[],
): Readonly<{ served: readonly string[]; mistakes: readonly string[]; warnings: readonly string[] }> {
  const distinct = [...new Set(paths)]
  const unknown = distinct.filter((path) => !knownPaths.includes(path))
  return {
    served: distinct.filter((path) => knownPaths.includes(path)),
    mistakes: unknown.map((path) => describeUnknown(path, knownPaths)),
    warnings: distinct.length === 0 ? ['--enabled-admission: no webhook is left to serve'] : [],
  }
}

const describeUnknown = (path: string, known: readonly string[]): string =>
  `--enabled-admission: enabled admission ${path} not found on the admission registered map${
    suggest(path, known) || `; there are ${known.join(', ')}`
  }`
