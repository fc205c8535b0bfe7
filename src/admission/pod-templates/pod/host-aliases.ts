import { ipAddressMistakes } from '../../../kubernetes/ip-address.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { each, invalids, joined } from '../../checks.ts'
import type { Finding } from '../../finding.ts'
import { checkSubdomain } from '../check-names.ts'

/** Lines of a hosts file. Mirrors ValidateHostAliases. */
export const checkHostAliases = (aliases: PodSpec['hostAliases'], path: string): readonly Finding[] =>
  each(aliases, path, ({ ip = '', hostnames }, at) =>
    joined(invalids(`${at}.ip`, ip, ipAddressMistakes(ip)), each(hostnames, `${at}.hostnames`, checkSubdomain)),
  )
