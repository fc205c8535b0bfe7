import { suggest } from './nearest.ts'

/** Which webhooks there are to serve, which the registry of the webhooks knows. */
export type KnownPaths = Readonly<{
  /** Every path that Volcano serves. */
  knownPaths: readonly string[]
  /** Those of them that this server does not serve yet. */
  notYetServed?: readonly string[]
}>

/** Checks the paths of `--enabled-admission`: each is served once, in the given order. */
export function checkEnabledAdmission(
  paths: readonly string[],
  { knownPaths, notYetServed = [] }: KnownPaths,
): Readonly<{ served: readonly string[]; mistakes: readonly string[]; warnings: readonly string[] }> {
  const distinct = [...new Set(paths)]
  const missing = distinct.filter((path) => notYetServed.includes(path))
  const unknown = distinct.filter((path) => !knownPaths.includes(path) && !notYetServed.includes(path))
  const served = distinct.filter((path) => knownPaths.includes(path) && !notYetServed.includes(path))
  return {
    served,
    mistakes: unknown.map((path) => describeUnknown(path, [...knownPaths, ...notYetServed])),
    warnings: [
      ...missing.map((path) => `--enabled-admission: ${path} is not served yet by this server and is left out`),
      ...(served.length + unknown.length === 0 ? ['--enabled-admission: no webhook is left to serve'] : []),
    ],
  }
}

const describeUnknown = (path: string, known: readonly string[]): string =>
  `--enabled-admission: enabled admission ${path} not found on the admission registered map${
    suggest(path, known) || `; there are ${known.join(', ')}`
  }`
