import type { LifecyclePolicy } from '../../../kubernetes/shapes/volcano-job.ts'
import { each, joined, none } from '../../checks.ts'
import { duplicate, type Finding, invalid, required } from '../../finding.ts'
import { checkAction } from '../check-action.ts'
import { checkPolicyLists } from '../check-policy-lists.ts'
import { eventsOf } from '../events-of.ts'
import { events } from '../policy-words.ts'
import type { JobRule } from '../rule.ts'

/**
 * A policy reacts to events with an action, or to an exit code; no event or exit code has two policies, and `*` stands
 * alone. Mirrors jobs/validate: validatePolicies, which does not look at the action of an exit code.
 */
export const policiesAreSound: JobRule = {
  id: 'policies-are-sound',
  nature: 'upstream',
  about: {
    why: 'A policy says what happens when. The controller ignores events that it does not know, and takes the first of several policies for the same.',
    fix: 'Give each policy either events or an exit code that is not 0, and an action, and keep one policy for each; `*` covers all events.',
  },

  reads: [],
  check: ({ object: { spec = {} } }) => checkPolicyLists(spec, checkPolicies),
}

function checkPolicies(policies: readonly LifecyclePolicy[], path: string): readonly Finding[] {
  const seen: Seen = { events: new Map(), exitCodes: new Map() }
  const findings = each(policies, path, (policy, at) => checkPolicy(policy, at, seen))
  const any = seen.events.get('*')
  if (any === undefined || seen.events.size === 1) return findings
  const others = [...seen.events.keys()].filter((event) => event !== '*').join(', ')
  const sentence = `if there's * here, no other policy should be here; * already covers ${others}`
  return [...findings, invalid(any, '*', sentence)]
}

/** Which policy spoke first of an event or exit code. */
type Seen = Readonly<{ events: Map<string, string>; exitCodes: Map<number, string> }>

function checkPolicy(policy: LifecyclePolicy, path: string, seen: Seen): readonly Finding[] {
  const { exitCode } = policy
  const named = eventsOf(policy)
  if (named.length === 0 && exitCode === undefined)
    return [required(path, 'either event and exitCode should be specified; add event, events or exitCode')]
  return joined(
    named.length > 0 && exitCode !== undefined ? [invalid(path, exitCode, bothGiven)] : none,
    ...named.map((event) => checkEvent(event, path, seen)),
    named.length > 0 ? checkAction(policy, path) : none,
    exitCode === undefined ? none : checkExitCode(exitCode, path, seen),
  )
}

const bothGiven = 'must not specify event and exitCode simultaneously; make two policies of it'

function checkEvent(event: string, path: string, seen: Seen): readonly Finding[] {
  if (!events.includes(event))
    return [invalid(`${path}.event`, event, `invalid policy event; valid events are [${events.join(' ')}]`)]
  const earlier = seen.events.get(event)
  if (earlier === undefined) {
    seen.events.set(event, path)
    return none
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
    return none
  }
  return [duplicate(`${path}.exitCode`, exitCode, `duplicate exitCode ${exitCode}; ${earlier} has it already`)]
}
