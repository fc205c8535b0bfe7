import type { JsonPatch } from '../kubernetes/json-patch.ts'
import type { Finding } from './finding.ts'

/** A finding together with the id of the rule that made it. */
export type Reported = Finding & Readonly<{ rule: string }>

/** The answer to one review. `skipped` names the rules that could not be judged because their data was not given. */
export type Verdict = Readonly<{
  allowed: boolean
  findings: readonly Reported[]
  patch: JsonPatch
  skipped: readonly string[]
}>

const none: readonly never[] = []

/** Refused when any finding says `deny`. */
export const judge = (findings: readonly Reported[], skipped: readonly string[] = none): Verdict => ({
  allowed: findings.every(({ severity }) => severity !== 'deny'),
  findings,
  patch: none,
  skipped,
})

/** What is refused is not changed either. */
export function patched(patch: JsonPatch, findings: readonly Reported[] = none): Verdict {
  const verdict = judge(findings)
  return verdict.allowed ? { ...verdict, patch } : verdict
}
