import type { Affinity } from '../../../kubernetes/shapes/affinity.ts'
import { type Check, each, joined, none, present } from '../../checks.ts'
import { type Finding, invalid, required } from '../../finding.ts'
import { checkLabelKey, checkLabelValue, checkSubdomain } from '../check-names.ts'
import { checkSetOperator, unknownOperator } from './label-selector.ts'
import { checkWeight } from './weight.ts'

type NodeAffinity = NonNullable<Affinity['nodeAffinity']>
type Required = NonNullable<NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']>
type Preferred = NonNullable<NodeAffinity['preferredDuringSchedulingIgnoredDuringExecution']>[number]
type Term = NonNullable<Required['nodeSelectorTerms']>[number]
type Requirement = NonNullable<Term['matchExpressions']>[number]

/** Mirrors validateNodeAffinity. */
export const checkNodeAffinity: Check<NodeAffinity> = (affinity, path) =>
  joined(
    present(
      affinity.requiredDuringSchedulingIgnoredDuringExecution,
      `${path}.requiredDuringSchedulingIgnoredDuringExecution`,
      checkRequired,
    ),
    each(
      affinity.preferredDuringSchedulingIgnoredDuringExecution,
      `${path}.preferredDuringSchedulingIgnoredDuringExecution`,
      checkPreferred,
    ),
  )

const checkRequired: Check<Required> = ({ nodeSelectorTerms: terms = none }, path) =>
  terms.length === 0
    ? [required(`${path}.nodeSelectorTerms`, 'must have at least one node selector term')]
    : each(terms, `${path}.nodeSelectorTerms`, (term, at) => checkTerm(term, at, checkLabelValue))

/** A wish for an impossible value does no harm. */
const checkPreferred: Check<Preferred> = ({ weight = 0, preference = {} }, path) =>
  joined(
    checkWeight(weight, `${path}.weight`),
    checkTerm(preference, `${path}.preference`, () => none),
  )

const checkTerm = ({ matchExpressions, matchFields }: Term, path: string, checkEach: Check<string>) =>
  joined(
    each(matchExpressions, `${path}.matchExpressions`, (requirement, at) =>
      checkExpression(requirement, at, checkEach),
    ),
    each(matchFields, `${path}.matchFields`, checkField),
  )

/** Mirrors ValidateNodeSelectorRequirement. */
const checkExpression = (
  { key = '', operator = '', values = none }: Requirement,
  path: string,
  checkEach: Check<string>,
) =>
  joined(
    checkOperator(operator, values, path),
    checkLabelKey(key, `${path}.key`),
    each(values, `${path}.values`, checkEach),
  )

function checkOperator(operator: string, values: readonly string[], path: string): readonly Finding[] {
  if (operator !== 'Gt' && operator !== 'Lt') {
    const findings = checkSetOperator(operator, values, path)
    return findings ?? [unknownOperator(operator, path, 'In, NotIn, Exists, DoesNotExist, Gt or Lt')]
  }
  return values.length === 1
    ? none
    : [required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")]
}

/** Nodes have one field by which they are chosen. Mirrors ValidateNodeFieldSelectorRequirement. */
const checkField: Check<Requirement> = ({ key = '', operator = '', values = none }, path) =>
  joined(
    checkFieldOperator(operator, values, path),
    key === 'metadata.name'
      ? each(values, `${path}.values`, checkSubdomain)
      : [invalid(`${path}.key`, key, 'not a valid field selector key; take metadata.name')],
  )

function checkFieldOperator(operator: string, values: readonly string[], path: string): readonly Finding[] {
  if (operator !== 'In' && operator !== 'NotIn') return [unknownOperator(operator, path, 'In or NotIn')]
  const sentence = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"
  return values.length === 1 ? none : [required(`${path}.values`, sentence)]
}
