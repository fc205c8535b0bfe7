import type { LabelSelector } from '../../../kubernetes/shapes/metadata.ts'
import { each, joined, none } from '../../checks.ts'
import { type Finding, forbidden, invalid } from '../../finding.ts'
import { checkLabelKey } from '../check-names.ts'

type Keys = readonly string[] | undefined

/**
 * Keys whose values are those of the pod that is scheduled. They refine a selector, so there must be one.
 * Mirrors ValidateMatchLabelKeysAndMismatchLabelKeys.
 */
export function checkLabelKeys(
  {
    matchLabelKeys,
    mismatchLabelKeys,
    labelSelector,
  }: Readonly<{
    matchLabelKeys?: Keys
    mismatchLabelKeys?: Keys
    labelSelector?: LabelSelector | undefined
  }>,
  path: string,
): readonly Finding[] {
  if (matchLabelKeys === undefined && mismatchLabelKeys === undefined) return none
  const matched = `${path}.matchLabelKeys`
  return joined(
    checkKeys(matchLabelKeys, matched, labelSelector),
    checkKeys(mismatchLabelKeys, `${path}.mismatchLabelKeys`, labelSelector),
    checkTwice(matchLabelKeys, matched, labelSelector),
    checkContradiction(matchLabelKeys, mismatchLabelKeys, matched),
  )
}

function checkKeys(keys: Keys, path: string, selector: LabelSelector | undefined): readonly Finding[] {
  if (keys === undefined || keys.length === 0) return none
  if (selector === undefined)
    return [forbidden(path, 'must not be specified when labelSelector is not set; add a labelSelector')]
  return each(keys, path, checkLabelKey)
}

/** The API server itself adds an expression for each key to the selector of a pod: one that is there twice is too much. */
function checkTwice(keys: Keys, path: string, selector: LabelSelector | undefined): readonly Finding[] {
  if (keys === undefined || selector?.matchExpressions === undefined) return none
  const indexes = new Map(keys.map((key, index) => [key, index]))
  const seen = new Set(Object.keys(selector.matchLabels ?? {}))
  const found: Finding[] = []
  for (const { key = '' } of selector.matchExpressions) {
    const index = indexes.get(key)
    if (index !== undefined && seen.has(key))
      found.push(invalid(`${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector'))
    seen.add(key)
  }
  return found
}

function checkContradiction(keys: Keys, mismatching: Keys, path: string): readonly Finding[] {
  if (mismatching === undefined) return none
  const others = new Set(mismatching)
  return each(keys, path, (key, at) =>
    others.has(key) ? [invalid(at, key, 'exists in both matchLabelKeys and mismatchLabelKeys')] : none,
  )
}
