import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, filled, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkUnreserved } from '../file-paths.ts'

type Projections = NonNullable<NonNullable<Volume['projected']>['sources']>
export type ServiceAccountToken = NonNullable<Projections[number]['serviceAccountToken']>

/** The time for which a token is good, in seconds; absent it is an hour. */
function checkExpiration({ expirationSeconds: seconds = 3600 }: ServiceAccountToken, path: string): readonly Finding[] {
  const at = `${path}.expirationSeconds`
  if (seconds < 600) return [invalid(at, seconds, 'may not specify a duration less than 10 minutes')]
  return seconds > 2 ** 32 ? [invalid(at, seconds, 'may not specify a duration larger than 2^32 seconds')] : none
}

/** Mirrors that part of validateProjectionSources. */
export const checkServiceAccountToken: Check<ServiceAccountToken> = all<ServiceAccountToken>(
  checkExpiration,
  filled('path', 'the file of the token, from the mount path on'),
  ({ path: file = '' }, path) => checkUnreserved(file, `${path}.path`),
)
