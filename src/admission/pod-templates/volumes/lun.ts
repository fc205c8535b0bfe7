import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'

/** The number of a unit behind a storage target. */
export const checkLun = (lun: number, path: string): readonly Finding[] =>
  lun >= 0 && lun <= 255 ? none : [invalid(path, lun, 'must be between 0 and 255, inclusive')]
