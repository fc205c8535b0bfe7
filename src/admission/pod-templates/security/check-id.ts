import { none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'

/** Numbers of users and groups. Mirrors IsValidUserID and IsValidGroupID. */
export const checkId = (id: number, path: string): readonly Finding[] =>
  id >= 0 && id <= 2147483647 ? none : [invalid(path, id, 'must be between 0 and 2147483647, inclusive')]
