import { readGoInteger } from '../../../kubernetes/go-integer.ts'
import { quoteGoString } from '../../../kubernetes/go-string.ts'
import type { Pod } from '../../../kubernetes/shapes/pod.ts'
import { type Finding, forbidden, invalid } from '../../finding.ts'
import type { Rule } from '../../rule.ts'

/** The annotations by which a pod says it. */
export const budgetKeys = ['volcano.sh/jdb-min-available', 'volcano.sh/jdb-max-unavailable'] as const

/**
 * How many pods may be taken away is said by one of two annotations, as a number of pods or as a percentage.
 * Mirrors pods/validate: validateAnnotation, which ends at the first mistake.
 */
export const budgetsAreSound: Rule<Pod> = {
  id: 'budgets-are-sound',
  nature: 'upstream',
  about: {
    why: 'The annotations say how many pods may be taken away at a time. The scheduler ignores what it cannot read, and the budget with it.',
    fix: 'Give a number of pods, such as `2`, or a percentage, such as `50%`, in one of the two annotations.',
  },

  reads: [],
  check: ({ object: { metadata = {} } }) => checkBudgets(metadata.annotations, () => 'metadata.annotations'),
}

/** What is wrong with the budgets among annotations, of which `pathOf` says where each one stands. */
export function checkBudgets(
  annotations: Readonly<Record<string, string>> = {},
  pathOf: (key: string) => string,
): readonly Finding[] {
  const given = budgetKeys.filter((key) => annotations[key] !== undefined)
  if (given.length === 0) return none
  const findings = given.flatMap((key) => checkBudget(key, annotations[key] ?? '', `${pathOf(key)}[${key}]`))
  if (given.length < 2) return findings
  const sentence = `not allow configure multiple annotations <[${budgetKeys.join(' ')}]> at same time`
  return [...findings, forbidden(pathOf(given[0] ?? ''), `${sentence}; keep one of them`)]
}

const none: readonly never[] = []

const largestNumber = 'a number without % means pods, at most 2147483647'

/** What is wrong with a number is told in the words for percentages when it is too large for a number of pods. */
function checkBudget(key: string, value: string, path: string): readonly Finding[] {
  const refuse = (sentence: string) => [invalid(path, value, sentence)]
  const pods = readGoInteger(value)
  if (typeof pods === 'bigint' && BigInt.asIntN(32, pods) === pods) {
    if (pods > 0n) return []
    return refuse(`invalid value <${quoteGoString(value)}> for ${key}, it must be a positive integer, such as 1`)
  }
  const number = value.replaceAll('%', '')
  const percentage = readGoInteger(number)
  if (typeof percentage === 'string') {
    const mistake = `strconv.Atoi: parsing ${quoteGoString(number)}: ${percentage}`
    return refuse(
      `invalid value ${mistake} for ${key}; write a number of pods, such as 2, or a percentage, such as 50%`,
    )
  }
  if (percentage > 0n && percentage < 100n) return []
  const sentence = `invalid value <${quoteGoString(value)}> for ${key}, it must be a valid percentage which between 1% ~ 99%`
  return refuse(`${sentence}; ${value.includes('%') ? 'or a number of pods, such as 2' : largestNumber}`)
}
