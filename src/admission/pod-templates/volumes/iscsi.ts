import type { Volume } from '../../../kubernetes/shapes/volumes.ts'
import { all, type Check, filled, none, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkLun } from './lun.ts'

type Iscsi = NonNullable<Volume['iscsi']>

/** The forms of initiator names, by their first letters. */
const forms = new Map([
  ['iqn', /iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\t\n\f\r ]+$/],
  ['eui', /^eui[^\n][A-Za-z0-9]{16}$/u],
  ['naa', /^naa[^\n][A-Za-z0-9]{32}$/u],
])

/** No such name comes near this length, and the patterns backtrack. */
const longest = 1024

function checkInitiatorName(name: string, path: string): readonly Finding[] {
  const form = forms.get(name.slice(0, 3))
  if (form === undefined) return [invalid(path, name, 'must be valid format starting with iqn, eui, or naa')]
  if (name.length <= longest && form.test(name)) return none
  return [invalid(path, name, 'must be valid format; such as iqn.2001-04.com.example:storage.disk1')]
}

/** Mirrors validateISCSIVolumeSource. */
export const checkIscsi: Check<Iscsi> = all<Iscsi>(
  filled('targetPortal', 'the address of the target, with a port where it is not 3260'),
  ({ iqn = '' }, path) =>
    iqn === ''
      ? [required(`${path}.iqn`, 'the name of the target, such as iqn.2001-04.com.example:storage.disk1')]
      : checkInitiatorName(iqn, `${path}.iqn`),
  ({ lun = 0 }, path) => checkLun(lun, `${path}.lun`),
  ({ chapAuthDiscovery, chapAuthSession, secretRef }, path) =>
    (chapAuthDiscovery || chapAuthSession) && secretRef === undefined
      ? [required(`${path}.secretRef`, 'CHAP needs a Secret with the credentials')]
      : none,
  ({ initiatorName }, path) => present(initiatorName, `${path}.initiatorName`, checkInitiatorName),
)
