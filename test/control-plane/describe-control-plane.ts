import { afterAll, beforeAll, describe } from 'vitest'
import { whatIsMissing } from './binaries.ts'
import { crdFolders, installCrds } from './install-crds.ts'
import { type ControlPlane, startControlPlane } from './start.ts'

/** Long enough for the build that the very first start needs. */
const startDeadlineMs = 15 * 60_000

/**
 * A suite of end-to-end tests with one control plane for all of them, once for each set of CRDs. Tests call `controlPlane`
 * inside their bodies. Where no control plane can be had the suite is skipped, and in CI it fails.
 */
export function describeControlPlane(
  title: string,
  tests: (controlPlane: () => ControlPlane) => void,
  sets = crdFolders(),
): void {
  const missing = whatIsMissing()
  if (missing !== undefined && process.env.CI === 'true') throw new Error(missing)
  if (missing !== undefined) process.stderr.write(`SKIPPED: ${title}. ${missing}\n`)

  describe.skipIf(missing !== undefined).each(sets)(`${title}, %s CRDs`, (_, crds) => {
    let started: ControlPlane | undefined
    beforeAll(async () => {
      started = await startControlPlane()
      await installCrds(started, crds)
    }, startDeadlineMs)
    afterAll(() => started?.stop())

    tests(() => {
      if (started === undefined) throw new Error('the control plane is there only while tests run')
      return started
    })
  })
}
