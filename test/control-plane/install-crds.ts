import { join } from 'node:path'
import { stdoutOf } from './run-command.ts'
import type { ControlPlane } from './start.ts'
import { waitUntil } from './wait-until.ts'

/**
 * Name and folder of each set of CRDs that end-to-end tests run with: always the compact ones beside this file, and
 * Volcano's own where VOLCANO_CRDS names their folder.
 */
export function crdFolders(): readonly (readonly [name: string, folder: string])[] {
  const full = process.env.VOLCANO_CRDS
  return [['compact', join(import.meta.dirname, 'crds')], ...(full ? [['full', full] as const] : [])]
}

/** Only one of them, for suites on which the CRDs have no influence: Volcano's own where there are any. */
export const fullestCrds = (): ReturnType<typeof crdFolders> => crdFolders().slice(-1)

/** Installs every CRD of a folder and waits until the API server serves their resources. Returns the names of the CRDs. */
export async function installCrds({ kubectl }: ControlPlane, folder: string): Promise<readonly string[]> {
  const applied = stdoutOf(await kubectl(['apply', '--server-side', '-f', folder, '-o', 'name']))
  stdoutOf(await kubectl(['wait', '--for=condition=Established', '--timeout=60s', '-f', folder]))
  const names = applied
    .trim()
    .split('\n')
    .map((line) => line.slice(line.indexOf('/') + 1))
  const isServed = async () => (await kubectl(['get', names.join(','), '--all-namespaces'])).code === 0
  await waitUntil(`${names.join(', ')} are served`, isServed)
  return names
}
