import type { TopologySpreadConstraint as Constraint } from '../../../kubernetes/shapes/affinity.ts'
import { each, joined, none, oneOf, present } from '../../checks.ts'
import { duplicate, type Finding, forbidden, invalid, required } from '../../finding.ts'
import { checkLabelKey } from '../check-names.ts'
import { checkLabelSelector } from './label-selector.ts'

/** Pods are spread over each topology in one way. Mirrors validateTopologySpreadConstraints. */
export function checkTopologySpread(constraints: readonly Constraint[] | undefined, path: string): readonly Finding[] {
  if (constraints === undefined) return none
  const last = new Map(constraints.map((constraint, index) => [topologyOf(constraint), index]))
  return each(constraints, path, (constraint, at, index) =>
    joined(
      checkPositive(constraint.maxSkew ?? 0, `${at}.maxSkew`),
      constraint.topologyKey
        ? none
        : [required(`${at}.topologyKey`, 'can not be empty; a label of nodes, such as kubernetes.io/hostname')],
      checkAction(constraint.whenUnsatisfiable ?? '', `${at}.whenUnsatisfiable`),
      checkRepeated(constraint, at, last.get(topologyOf(constraint)) ?? index, index),
      checkMinDomains(constraint, `${at}.minDomains`),
      present(constraint.nodeAffinityPolicy, `${at}.nodeAffinityPolicy`, checkPolicy),
      present(constraint.nodeTaintsPolicy, `${at}.nodeTaintsPolicy`, checkPolicy),
      checkLabelKeys(constraint, `${at}.matchLabelKeys`),
      present(constraint.labelSelector, `${at}.labelSelector`, checkLabelSelector),
    ),
  )
}

const topologyOf = ({ topologyKey = '', whenUnsatisfiable = '' }: Constraint): string =>
  `{${topologyKey}, ${whenUnsatisfiable}}`

const checkAction = oneOf(['DoNotSchedule', 'ScheduleAnyway'])
const checkPolicy = oneOf(['Honor', 'Ignore'])

const checkPositive = (number: number, path: string): readonly Finding[] =>
  number > 0 ? none : [invalid(path, number, 'must be greater than zero')]

const checkRepeated = (constraint: Constraint, path: string, last: number, index: number): readonly Finding[] =>
  last === index
    ? none
    : [
        duplicate(
          `${path}.{topologyKey, whenUnsatisfiable}`,
          topologyOf(constraint),
          'a later constraint has the same two; keep one of them',
        ),
      ]

function checkMinDomains({ minDomains, whenUnsatisfiable = '' }: Constraint, path: string): readonly Finding[] {
  if (minDomains === undefined) return none
  const sentence = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`
  return joined(
    checkPositive(minDomains, path),
    whenUnsatisfiable === 'DoNotSchedule' ? none : [invalid(path, minDomains, sentence)],
  )
}

/** Mirrors ValidateMatchLabelKeysInTopologySpread: here a key may not be in the selector at all. */
function checkLabelKeys({ matchLabelKeys: keys = none, labelSelector }: Constraint, path: string): readonly Finding[] {
  if (keys.length === 0) return none
  const { matchLabels = {}, matchExpressions = none } = labelSelector ?? {}
  const selected = new Set([...Object.keys(matchLabels), ...matchExpressions.map(({ key = '' }) => key)])
  return joined(
    labelSelector === undefined
      ? [forbidden(path, 'must not be specified when labelSelector is not set; add a labelSelector')]
      : none,
    each(keys, path, (key, at) =>
      joined(
        checkLabelKey(key, at),
        selected.has(key) ? [invalid(at, key, 'exists in both matchLabelKeys and labelSelector')] : none,
      ),
    ),
  )
}
