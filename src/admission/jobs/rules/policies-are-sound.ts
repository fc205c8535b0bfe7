import type { LifecyclePolicy } from '../../../kubernetes/shapes/volcano-job.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'
import { checkAction } from '../check-action.ts'
import { events } from '../policy-words.ts'
import type { JobRule } from '../rule.ts'

/**
 * A policy reacts to events with an action, or to an exit code; no event or exit code has two policies, and `*` stands
 * alone. Mirrors jobs/validate: validatePolicies, which does not look at the action of an exit code.
 */
export const policiesAreSound: JobRule = {
  id: 'policies-are-sound',
  nature: 'upstream',
  reads: [],
  check: ({ object: { spec = {} } }) => [
    ...(spec.tasks ?? []).flatMap(({ policies = [] }, i) => checkPolicies(policies, `spec.tasks[${i}].policies`)),
    ...checkPolicies(spec.policies ?? [], 'spec.policies'),
  ],
}

const none: readonly never[] = []

function checkPolicies(policies: readonly LifecyclePolicy[], path: string): readonly Finding[] {
  if (policies.length === 0) return none
  const seen: Seen = { events: new Map(), exitCodes: new Map() }
  const findings = policies.flatMap((policy, i) => checkPolicy(policy, `${path}[${i}]`, seen))
  const any = seen.events.get('*')
  if (any === undefined || seen.events.size === 1) return findings
  const others = [...seen.events.keys()].filter((event) => event !== '*').join(', ')
  const sentence = `if there's * here, no other policy should be here; * already covers ${others}`
  return [...findings, invalid(any, '*', sentence)]
}

/** Which policy spoke first of an event or exit code. */
type Seen = Readonly<{ events: Map<string, string>; exitCodes: Map<number, string> }>

function checkPolicy(policy: LifecyclePolicy, path: string, seen: Seen): readonly Finding[] {
  const named = [...new Set([...(policy.events ?? []), ...(policy.event ? [policy.event] : [])])]
  if (named.length > 0 && policy.exitCode !== undefined)
    return [
      invalid(path, policy.exitCode, 'must not specify event and exitCode simultaneously; make two policies of it'),
    ]
  if (named.length > 0)
    return [...named.flatMap((event) => checkEvent(event, path, seen)), ...checkAction(policy, path)]
  if (policy.exitCode === undefined)
    return [required(path, 'either event and exitCode should be specified; add event, events or exitCode')]
  return checkExitCode(policy.exitCode, path, seen)
}

function checkEvent(event: string, path: string, seen: Seen): readonly Finding[] {
  if (!events.includes(event))
    return [invalid(`${path}.event`, event, `invalid policy event; valid events are [${events.join(' ')}]`)]
  const earlier = seen.events.get(event)
  if (earlier === undefined) {
    seen.events.set(event, path)
    return []
  }
  return [
    duplicate(`${path}.event`, event, `duplicate event ${event}  across different policy; ${earlier} has it already`),
  ]
}

function checkExitCode(exitCode: number, path: string, seen: Seen): readonly Finding[] {
  if (exitCode === 0)
    return [invalid(`${path}.exitCode`, 0, '0 is not a valid error code; use the event TaskCompleted for success')]
  const earlier = seen.exitCodes.get(exitCode)
  if (earlier === undefined) {
    seen.exitCodes.set(exitCode, path)
    return []
  }
  return [duplicate(`${path}.exitCode`, exitCode, `duplicate exitCode ${exitCode}; ${earlier} has it already`)]
}
