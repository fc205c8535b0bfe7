import { ipAddressMistakes } from '../../../kubernetes/ip-address.ts'
import { bytesOf } from '../../../kubernetes/names.ts'
import type { PodSpec } from '../../../kubernetes/shapes/pod.ts'
import { type Check, each, invalids, joined, none } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkSubdomain } from '../check-names.ts'

type DnsConfig = NonNullable<PodSpec['dnsConfig']>

/**
 * A pod that the cluster gives no DNS names its own servers, and no pod names more than its C library takes.
 * Mirrors validatePodDNSConfig.
 */
export function checkDnsConfig({ dnsConfig, dnsPolicy }: PodSpec, path: string): readonly Finding[] {
  if (dnsPolicy !== 'None') return dnsConfig === undefined ? none : checkConfig(dnsConfig, path)
  if (dnsConfig === undefined) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')]
  if (dnsConfig.nameservers === undefined || dnsConfig.nameservers.length === 0)
    return [required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
  return checkConfig(dnsConfig, path)
}

const checkConfig = ({ nameservers = none, searches = none, options }: DnsConfig, path: string): readonly Finding[] =>
  joined(
    nameservers.length > 3
      ? [invalid(`${path}.nameservers`, nameservers, 'must not have more than 3 nameservers')]
      : none,
    each(nameservers, `${path}.nameservers`, (server, at) => invalids(at, server, ipAddressMistakes(server))),
    checkSearches(searches, `${path}.searches`),
    each(options, `${path}.options`, checkOption),
  )

const checkSearches = (searches: readonly string[], path: string): readonly Finding[] =>
  joined(
    searches.length > 32 ? [invalid(path, searches, 'must not have more than 32 search paths')] : none,
    bytesOf(searches.join(' ')) > 2048
      ? [invalid(path, searches, 'must not have more than 2048 characters (including spaces) in the search list')]
      : none,
    each(searches, path, checkSearch),
  )

/** A dot at the end says that the domain is complete. */
const checkSearch: Check<string> = (search, path) =>
  checkSubdomain(search.endsWith('.') ? search.slice(0, -1) : search, path)

const checkOption: Check<NonNullable<DnsConfig['options']>[number]> = ({ name = '' }, path) =>
  name === '' ? [required(`${path}.name`, 'must not be empty; name an option of the resolver, such as ndots')] : none
