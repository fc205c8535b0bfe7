import { findRegexpMistake } from '../../../kubernetes/go-regexp/go-regexp.ts'
import { invalid } from '../../finding.ts'
import type { HyperNodeRule } from '../rule.ts'

/**
 * The patterns of members are regular expressions of Go, which knows no look-around and no back-references.
 * Mirrors hypernodes/validate: validateHyperNodeRegexPattern.
 */
export const patternsCompile: HyperNodeRule = {
  id: 'patterns-compile',
  nature: 'upstream',
  about: {
    why: 'Nodes are matched by regular expressions of Go, which know no look-around and no back-references. A pattern that cannot be read matches no node.',
    fix: 'Write the pattern in RE2 syntax, as in `^node-[0-9]+$`.',
    upstream: [3878],
  },

  reads: [],
  check: ({ object: { spec = {} } }) =>
    (spec.members ?? []).flatMap(({ selector = {} }, i) => {
      const pattern = selector.regexMatch?.pattern ?? ''
      const mistake = findRegexpMistake(pattern)
      if (mistake === undefined) return []
      const sentence = `member regexMatch pattern is invalid: ${mistake}; ${adviseOn(mistake)}`
      return [invalid(`spec.members[${i}].selector.regexMatch.pattern`, pattern, sentence)]
    }),
}

const usual = 'write it in RE2 syntax, as in "^node-[0-9]+$"'

const advice: readonly (readonly [mistake: RegExp, advice: string])[] = [
  [
    /Perl syntax: `\(\?[=!]|named capture: `\(\?<[=!]/,
    'RE2 has no look-around: say what the name is, not what stands beside it',
  ],
  [/escape sequence: `\\[1-9k]/, 'RE2 has no back-references: write the text out, or make a member of each'],
  [/escape sequence: `\\Z/, 'the end of the name is $ or \\z'],
  [/nested repetition operator/, 'no repetition may follow another: leave one out, or put the first one in a group'],
  [/repeat count/, 'a repetition goes from the lesser to the greater number, and up to 1000 in all'],
  [/class range: `(?:\\|\[:)/, 'there is no class of this name'],
  [/class range/, 'a range goes from the lesser to the greater character'],
  [
    /missing closing|unexpected|trailing backslash|argument to repetition/,
    'a sign that is meant as a letter has a backslash in front, such as \\[',
  ],
]

const adviseOn = (mistake: string): string => advice.find(([pattern]) => pattern.test(mistake))?.[1] ?? usual
