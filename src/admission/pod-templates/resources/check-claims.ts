import { labelMistakes } from '../../../kubernetes/names.ts'
import type { ResourceRequirements } from '../../../kubernetes/shapes/container.ts'
import { each, invalids, joined, none } from '../../checks.ts'
import { duplicate, type Finding, notFound, required } from '../../finding.ts'

type Claim = NonNullable<ResourceRequirements['claims']>[number]

/**
 * A container takes its claims from those of the pod, each once: as a whole, or request by request.
 * Mirrors validateResourceClaimNames.
 */
export function checkClaims(
  claims: readonly Claim[],
  path: string,
  claimNames: ReadonlySet<string>,
): readonly Finding[] {
  const taken: Taken = new Map()
  return each(claims, path, ({ name = '', request = '' }, at) => {
    if (name === '') return [required(at, 'name one of the resourceClaims of the pod')]
    return joined(
      checkTaken(name, request, at, taken),
      claimNames.has(name) ? none : [notFound(at, name, sentenceOnMissing(claimNames))],
    )
  })
}

/** The requests of each claim that are taken; '' is the whole claim. */
type Taken = Map<string, Set<string>>

function checkTaken(name: string, request: string, path: string, taken: Taken): readonly Finding[] {
  const requests = taken.get(name) ?? new Set()
  if (requests.has('')) return [duplicate(path, name, 'the whole claim is taken already; remove one of the two')]
  taken.set(name, requests)
  const found = request === '' ? checkWhole(name, path, requests) : checkRequest(name, request, path, requests)
  requests.add(request)
  return found
}

const checkWhole = (name: string, path: string, requests: ReadonlySet<string>): readonly Finding[] =>
  [...requests].map((request) =>
    duplicate(path, name, `${name}/${request} is taken already; take the whole claim or its requests`),
  )

function checkRequest(name: string, request: string, path: string, requests: ReadonlySet<string>): readonly Finding[] {
  const found = invalids(`${path}.request`, request, labelMistakes(request))
  if (!requests.has(request)) return found
  return [...found, duplicate(path, `${name}/${request}`, 'take each request of a claim once')]
}

const sentences = new WeakMap<ReadonlySet<string>, string>()

/** Each of many claims may be missing: the list of names is made once, and ends somewhere. */
function sentenceOnMissing(claimNames: ReadonlySet<string>): string {
  const before = sentences.get(claimNames)
  if (before !== undefined) return before
  const names = [...claimNames].sort().join(', ')
  const list =
    claimNames.size === 0 ? ' which is empty' : `: ${names.length > 1000 ? `${names.slice(0, 1000)}...` : names}`
  const sentence = `must be one of the names in pod.spec.resourceClaims${list}`
  sentences.set(claimNames, sentence)
  return sentence
}
