import { readGoFloat } from '../../../kubernetes/go-float.ts'
import { quoteGoString } from '../../../kubernetes/go-string.ts'
import { type Finding, invalid, listed } from '../../finding.ts'
import { annotationPath, hierarchyOf, pathKey, weightsKey } from '../hierarchy.ts'
import type { QueueRule } from '../rule.ts'

/**
 * Each part of a hierarchy has a weight, a number above 0. Mirrors queues/validate: validateHierarchicalAttributes, which
 * takes NaN for such a number.
 */
export const hierarchyHasWeights: QueueRule = {
  id: 'hierarchy-has-weights',
  nature: 'upstream',
  about: {
    why: 'The scheduler shares between the parts of the path by their weights.',
    fix: 'Give each part of the path a number above 0, with `/` between them.',
  },

  reads: [],
  check({ object }): readonly Finding[] {
    const { path, weights } = hierarchyOf(object)
    if (path === '' && weights === '') return []
    const [parts, numbers] = [path.split('/').length, weights.split('/')]
    if (parts === numbers.length) return checkWeights(weights, numbers)
    const sentence = `${pathKey} must have the same length with ${weightsKey}`
    const advice = `parts: ${parts}, weights: ${numbers.length}; give each part a weight, with / between them`
    return [
      invalid(annotationPath(pathKey), path, `${sentence}; ${advice}`),
      ...(weights === '' ? [] : checkWeights(weights, numbers)),
    ]
  },
}

/** Volcano's sentence is about the first bad weight; the others are named behind it. */
function checkWeights(weights: string, numbers: readonly string[]): readonly Finding[] {
  const [first, ...others] = numbers.flatMap((text) => {
    const mistake = findMistake(text, weights)
    return mistake === undefined ? [] : [{ text, mistake }]
  })
  if (first === undefined) return []
  const also = others.length === 0 ? '' : `, and so must ${listed(others.map(({ text }) => quoteGoString(text)))}`
  return [invalid(annotationPath(weightsKey), weights, `${first.mistake}; it must be a number above 0${also}`)]
}

function findMistake(text: string, weights: string): string | undefined {
  const weight = readGoFloat(text)
  if (typeof weight === 'string')
    return `${text} in the ${weights} is invalid number: strconv.ParseFloat: parsing ${quoteGoString(text)}: ${weight}`
  return weight <= 0 ? `${text} in the ${weights} must be larger than 0` : undefined
}
