import type { LabelSelector } from '../../../kubernetes/shapes/metadata.ts'
import { each, joined, none } from '../../checks.ts'
import { type Finding, forbidden, invalid, required } from '../../finding.ts'
import { checkLabelKey, checkLabelValue } from '../check-names.ts'
import { checkLabels } from '../metadata/labels.ts'

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number]

/** Labels and expressions by which objects are chosen. Mirrors ValidateLabelSelector of meta/v1. */
export const checkLabelSelector = (
  { matchLabels, matchExpressions }: LabelSelector,
  path: string,
): readonly Finding[] =>
  joined(
    checkLabels(matchLabels, `${path}.matchLabels`),
    each(matchExpressions, `${path}.matchExpressions`, checkRequirement),
  )

const checkRequirement = ({ key = '', operator = '', values = none }: Requirement, path: string): readonly Finding[] =>
  joined(
    checkSetOperator(operator, values, path) ?? [unknownOperator(operator, path, 'In, NotIn, Exists or DoesNotExist')],
    checkLabelKey(key, `${path}.key`),
    each(values, `${path}.values`, checkLabelValue),
  )

/** Of the operators that every selector has; undefined when it is none of them. */
export function checkSetOperator(
  operator: string,
  values: readonly string[],
  path: string,
): readonly Finding[] | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return checkSomeValues(values, path)
    case 'Exists':
    case 'DoesNotExist':
      return checkNoValues(values, path)
    default:
      return undefined
  }
}

export const unknownOperator = (operator: string, path: string, known: string): Finding =>
  invalid(`${path}.operator`, operator, `not a valid selector operator; take ${known}`)

const checkSomeValues = (values: readonly string[], path: string): readonly Finding[] =>
  values.length > 0 ? none : [required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]

const checkNoValues = (values: readonly string[], path: string): readonly Finding[] =>
  values.length === 0
    ? none
    : [forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
