import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'

/** How much a wish counts beside others. */
export const checkWeight = (weight: number, path: string): readonly Finding[] =>
  weight > 0 && weight <= 100 ? none : [invalid(path, weight, 'must be in the range 1-100')]
