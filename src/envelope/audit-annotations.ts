import type { Severity } from '../admission/finding.ts'
import type { Reported } from '../admission/verdict.ts'

/** Longer lists of rules help nobody; the audit log keeps every one with each request. */
const longest = 1024

/**
 * Which rules spoke, for the audit log, where each key stands behind the name of the webhook: `denied-by: a,b`. Ids of rules
 * and nothing of the object, which may be secret. Undefined when no rule has anything to say.
 */
export function auditAnnotationsOf(findings: readonly Reported[]): Readonly<Record<string, string>> | undefined {
  if (findings.length === 0) return undefined
  const deniedBy = rulesOf(findings, 'deny')
  const warnedBy = rulesOf(findings, 'warn')
  return {
    ...(deniedBy === '' ? {} : { 'denied-by': deniedBy }),
    ...(warnedBy === '' ? {} : { 'warned-by': warnedBy }),
  }
}

/** Each rule once, in the order of the findings, and only as many as fit. */
function rulesOf(findings: readonly Reported[], severity: Severity): string {
  let text = ''
  const rules = new Set(findings.flatMap((finding) => (finding.severity === severity ? [finding.rule] : [])))
  for (const rule of rules) {
    const longer = text === '' ? rule : `${text},${rule}`
    if (longer.length > longest) break
    text = longer
  }
  return text
}
