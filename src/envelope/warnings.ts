import { describe } from '../admission/finding.ts'
import type { Reported } from '../admission/verdict.ts'

/** The API server cuts warnings at 256 characters each and drops all beyond 4,096 in all. */
const longest = 256
const longestInAll = 4096

/** The advice among the findings, as warnings that fit. */
export function warningsOf(findings: readonly Reported[]): readonly string[] {
  const warnings: string[] = []
  let room = longestInAll
  for (const finding of findings) {
    if (finding.severity !== 'warn') continue
    const warning = cut(describe(finding))
    room -= warning.length
    if (room < 0) break
    warnings.push(warning)
  }
  return warnings
}

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 3)}...`)
