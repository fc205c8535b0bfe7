import { labelValueMistakes } from '../../../kubernetes/names.ts'
import type { Toleration } from '../../../kubernetes/shapes/affinity.ts'
import { each, joined, none, oneOf } from '../../checks.ts'
import { type Finding, invalid, notSupported } from '../../finding.ts'
import { checkLabelKey, ifGiven } from '../check-names.ts'

/** Mirrors ValidateTolerations. */
export const checkTolerations = (tolerations: readonly Toleration[] | undefined, path: string): readonly Finding[] =>
  each(tolerations, path, checkToleration)

const checkToleration = (toleration: Toleration, path: string): readonly Finding[] =>
  joined(
    checkKey(toleration.key, `${path}.key`),
    checkKeyless(toleration, `${path}.operator`),
    checkSeconds(toleration, `${path}.effect`),
    checkValue(toleration, path),
    checkEffect(toleration.effect, `${path}.effect`),
  )

const checkKey = ifGiven(checkLabelKey)
const checkEffect = ifGiven(oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']))

function checkKeyless({ key, operator = '' }: Toleration, path: string): readonly Finding[] {
  if (key || operator === 'Exists') return none
  const sentence = 'operator must be Exists when `key` is empty, which means "match all values and all keys"'
  return [invalid(path, operator, sentence)]
}

const checkSeconds = ({ tolerationSeconds, effect = '' }: Toleration, path: string): readonly Finding[] =>
  tolerationSeconds === undefined || effect === 'NoExecute'
    ? none
    : [invalid(path, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")]

const checkOperator = oneOf(['Equal', 'Exists'])

/** The words of Kubernetes, which lists these two when it refuses them. */
const comparison = 'supported values: "Equal", "Exists", "Lt", "Gt"; but this one only behind a feature gate'

function checkValue({ operator = '', value = '' }: Toleration, path: string): readonly Finding[] {
  switch (operator) {
    case '':
    case 'Equal': {
      const mistakes = labelValueMistakes(value)
      return mistakes.length === 0 ? none : [invalid(`${path}.value`, value, mistakes.join(';'))]
    }
    case 'Exists':
      return value === '' ? none : [invalid(`${path}.value`, value, "value must be empty when `operator` is 'Exists'")]
    case 'Lt':
    case 'Gt':
      return [notSupported(`${path}.operator`, operator, comparison)]
    default:
      return checkOperator(operator, `${path}.operator`)
  }
}
