import { bytesOf } from '../../../kubernetes/names.ts'
import type { PodSecurityContext } from '../../../kubernetes/shapes/security-context.ts'
import { invalids, joined, none, present } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkSubdomain } from '../check-names.ts'

export type WindowsOptions = NonNullable<PodSecurityContext['windowsOptions']>

/** Names of Windows are such as Windows takes. Mirrors validateWindowsSecurityContextOptions. */
export const checkWindowsOptions = (options: WindowsOptions, path: string): readonly Finding[] =>
  joined(
    present(options.gmsaCredentialSpecName, `${path}.gmsaCredentialSpecName`, checkSubdomain),
    present(options.gmsaCredentialSpec, `${path}.gmsaCredentialSpec`, checkCredentialSpec),
    present(options.runAsUserName, `${path}.runAsUserName`, checkUserName),
  )

/** The text itself is not told: it is long, and not for every eye. */
function checkCredentialSpec(spec: string, path: string): readonly Finding[] {
  if (spec === '') return [invalid(path, '', 'gmsaCredentialSpec cannot be an empty string')]
  return bytesOf(spec) > 64 * 1024 ? [invalid(path, '...', 'gmsaCredentialSpec size must be under 64 KiB')] : none
}

/** Those of ASCII. */
const controlCharacter = /[^\P{Cc}\u0080-\u009f]/u

const checkUserName = (name: string, path: string): readonly Finding[] => invalids(path, name, nameMistakes(name))

/** A name of a user, behind that of a domain and a backslash or alone. */
function nameMistakes(name: string): readonly string[] {
  if (name === '') return ['runAsUserName cannot be an empty string']
  if (controlCharacter.test(name)) return ['runAsUserName cannot contain control characters']
  const [first = '', second, ...more] = name.split('\\')
  if (more.length > 0) return ['runAsUserName cannot contain more than one backslash']
  return second === undefined ? userMistakes(first) : [...domainMistakes(first), ...userMistakes(second)]
}

const netBiosName = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u
const dnsLabel = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const dnsName = new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`)

const domainMistakes = (domain: string): readonly string[] => [
  ...(bytesOf(domain) >= 256 ? ["runAsUserName's Domain length must be under 256 characters"] : none),
  ...(netBiosName.test(domain) || dnsName.test(domain)
    ? none
    : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
]

function userMistakes(user: string): readonly string[] {
  if (user === '') return ["runAsUserName's User cannot be empty"]
  return [
    ...(bytesOf(user) > 104 ? ["runAsUserName's User length must not be longer than 104 characters"] : none),
    ...(/^[. ]+$/.test(user) ? ["runAsUserName's User cannot contain only periods or spaces"] : none),
    ...(/["/\\:;|=,+*?<>@[\]]/.test(user)
      ? [`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`]
      : none),
  ]
}
