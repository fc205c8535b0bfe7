import type { PodSecurityContext } from '../../../kubernetes/shapes/security-context.ts'
import { joined, none, oneOf } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkRelative } from '../file-paths.ts'

export type SeccompProfile = NonNullable<PodSecurityContext['seccompProfile']>

const checkKnownType = oneOf(['Localhost', 'RuntimeDefault', 'Unconfined'])

/** A seccomp profile has a known type, and a file of the node for one of them. Mirrors validateSeccompProfileField. */
export const checkSeccompProfile = ({ type = '', localhostProfile }: SeccompProfile, path: string) =>
  joined(
    checkType(type, `${path}.type`),
    type === 'Localhost'
      ? checkFile(localhostProfile, `${path}.localhostProfile`)
      : checkNoFile(localhostProfile, `${path}.localhostProfile`),
  )

const checkType = (type: string, path: string): readonly Finding[] =>
  type === ''
    ? [required(path, 'type is required when seccompProfile is set; take RuntimeDefault, Localhost or Unconfined')]
    : checkKnownType(type, path)

const checkFile = (file: string | undefined, path: string): readonly Finding[] =>
  file === undefined ? [required(path, 'must be set when seccomp type is Localhost')] : checkRelative(file, path)

const checkNoFile = (file: string | undefined, path: string): readonly Finding[] =>
  file === undefined ? none : [invalid(path, file, 'can only be set when seccomp type is Localhost')]
