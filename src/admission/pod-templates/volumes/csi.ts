import { bytesOf, subdomainMistakes } from '../../../kubernetes/names.ts'
import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, filled, invalids, joined, none, present } from '../../checks.ts'
import { type Finding, tooLong } from '../../finding.ts'
import { checkSubdomain } from '../check-names.ts'

type Csi = NonNullable<Volume['csi']>

const longestDriver = 63

/** Mirrors validateCSIVolumeSource. */
export const checkCsi: Check<Csi> = all<Csi>(
  filled('driver', 'the name of the CSI driver'),
  ({ driver = '' }, path) => (driver === '' ? none : checkDriver(driver, `${path}.driver`)),
  ({ nodePublishSecretRef: secret }, path) => present(secret, `${path}.nodePublishSecretRef`, checkSecretName),
)

const checkSecretName: Check<Readonly<{ name?: string }>> = (secret, path) =>
  secret.name
    ? checkSubdomain(secret.name, `${path}.name`)
    : filled('name', 'the Secret that the driver gets')(secret, path)

const checkDriver = (driver: string, path: string): readonly Finding[] =>
  joined(
    bytesOf(driver) > longestDriver ? [tooLong(path, longestDriver, 'no CSI driver has such a long name')] : none,
    invalids(path, driver, subdomainMistakes(driver.toLowerCase())),
  )
