import { bytesOf } from '../../../kubernetes/names.ts'
import type { PodSecurityContext } from '../../../kubernetes/shapes/security-context.ts'
import { joined, none, oneOf } from '../../checks.ts'
import { type Finding, invalid, required, tooLong } from '../../finding.ts'
import { isPadded } from '../padding.ts'

export type AppArmorProfile = NonNullable<PodSecurityContext['appArmorProfile']>

/** The longest path of a file on Linux. */
const mostBytes = 4095

const types = ['Localhost', 'RuntimeDefault', 'Unconfined']
const checkKnownType = oneOf(types)

/** An AppArmor profile has a known type, and a name where the type says so. Mirrors ValidateAppArmorProfileField. */
export function checkAppArmorProfile({ type = '', localhostProfile }: AppArmorProfile, path: string) {
  const file = `${path}.localhostProfile`
  if (type === 'Localhost') return checkName(localhostProfile ?? '', file)
  if (type === '')
    return [
      required(
        `${path}.type`,
        'type is required when appArmorProfile is set; take RuntimeDefault, Localhost or Unconfined',
      ),
    ]
  if (!types.includes(type)) return checkKnownType(type, `${path}.type`)
  return localhostProfile === undefined
    ? none
    : [invalid(file, localhostProfile, 'can only be set when AppArmor type is Localhost')]
}

const checkName = (name: string, path: string): readonly Finding[] =>
  joined(
    checkBlanks(name, path),
    bytesOf(name) > mostBytes
      ? [tooLong(path, mostBytes, 'give the name of a profile that is loaded on the node')]
      : none,
  )

function checkBlanks(name: string, path: string): readonly Finding[] {
  if (name === '') return [required(path, 'must be set when AppArmor type is Localhost')]
  return isPadded(name) ? [invalid(path, name, 'must not be padded with whitespace')] : none
}
