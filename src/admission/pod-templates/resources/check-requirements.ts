import { canonicalResource } from '../../../kubernetes/quantity-text.ts'
import { isHugePageResource } from '../../../kubernetes/resource-names.ts'
import type { ResourceRequirements } from '../../../kubernetes/shapes/container.ts'
import type { ResourceList } from '../../../kubernetes/shapes/metadata.ts'
import { type Check, joined, none } from '../../checks.ts'
import { type Finding, forbidden, invalid, required } from '../../finding.ts'
import { compareAmounts } from './amounts.ts'
import { checkAmount, isPlainAmount } from './check-amount.ts'
import { checkClaims } from './check-claims.ts'
import { canBeOvercommitted } from './resource-names.ts'

/**
 * Resources that there are, in amounts that they come in, and no more of them asked for than may be used.
 * Mirrors validateResourceRequirements.
 */
export function checkRequirements(
  { limits = {}, requests = {}, claims }: ResourceRequirements,
  path: string,
  claimNames: ReadonlySet<string>,
  checkName: Check<string>,
): readonly Finding[] {
  return joined(
    checkAmounts(limits, `${path}.limits`, checkName),
    checkAmounts(requests, `${path}.requests`, checkName),
    checkRequests(requests, limits, path),
    checkCompany([...Object.keys(limits), ...Object.keys(requests)], path),
    claims === undefined ? none : checkClaims(claims, `${path}.claims`, claimNames),
  )
}

function checkAmounts(amounts: ResourceList, path: string, checkName: Check<string>): readonly Finding[] {
  let found: Finding[] | undefined
  for (const name in amounts) {
    const amount = amounts[name] ?? 0
    if (isPlainAmount(name, amount)) continue
    found ??= []
    for (const finding of checkAmount(name, amount, `${path}[${name}]`, checkName)) found.push(finding)
  }
  return found ?? none
}

function checkRequests(requests: ResourceList, limits: ResourceList, path: string): readonly Finding[] {
  let found: Finding[] | undefined
  for (const name in requests) {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined
    const finding = findExcess(name, requests[name] ?? 0, limit, path)
    if (finding === undefined) continue
    found ??= []
    found.push(finding)
  }
  return found ?? none
}

type Amount = string | number

function findExcess(name: string, amount: Amount, limit: Amount | undefined, path: string): Finding | undefined {
  const isFree = canBeOvercommitted(name)
  if (limit === undefined) {
    const sentence = 'Limit must be set for non overcommitable resources; set it to what requests has'
    return isFree ? undefined : required(`${path}.limits[${name}]`, sentence)
  }
  const order = compareAmounts(amount, limit)
  if (order === 0 || (isFree && order < 0)) return undefined
  const relation = isFree ? 'less than or equal to' : 'equal to'
  const sentence = `must be ${relation} ${name} limit of ${canonicalResource(limit)}; change the request or the limit`
  return invalid(`${path}.requests[${name}]`, amount, sentence)
}

function checkCompany(names: readonly string[], path: string): readonly Finding[] {
  if (!names.some(isHugePageResource) || names.includes('cpu') || names.includes('memory')) return none
  return [forbidden(path, 'HugePages require cpu or memory; add an amount of one of them')]
}
