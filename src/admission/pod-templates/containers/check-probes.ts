import type { Container } from '../../../kubernetes/shapes/container.ts'
import type { Probe } from '../../../kubernetes/shapes/probe.ts'
import { type Check, joined, none } from '../../checks.ts'
import { type Finding, invalid } from '../../finding.ts'
import { checkHandler } from './check-handler.ts'

/** Mirrors validateLivenessProbe, validateReadinessProbe and validateStartupProbe. */
export function checkProbes(container: Container, path: string, gracePeriod: number): readonly Finding[] {
  let found: readonly Finding[] = none
  for (const [kind, checkOfKind] of kinds) {
    const probe = container[kind]
    if (probe === undefined) continue
    const at = `${path}.${kind}`
    found = joined(found, checkProbe(probe, at, gracePeriod), checkOfKind(probe, at))
  }
  return found
}

const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const

/** Mirrors validateProbe. */
function checkProbe(probe: Probe, path: string, gracePeriod: number): readonly Finding[] {
  let found = checkHandler(probe, gracePeriod, path)
  for (const name of counts) {
    const count = probe[name] ?? 0
    if (count < 0) found = [...found, invalid(`${path}.${name}`, count, 'must be greater than or equal to 0')]
  }
  const seconds = probe.terminationGracePeriodSeconds ?? 1
  return seconds > 0
    ? found
    : [...found, invalid(`${path}.terminationGracePeriodSeconds`, seconds, 'must be greater than 0')]
}

/** Zero is what Kubernetes makes 1 of. */
function checkOneSuccess({ successThreshold = 0 }: Probe, path: string): readonly Finding[] {
  if (successThreshold === 0 || successThreshold === 1) return none
  const sentence = 'must be 1; only readiness probes can wait for several successes'
  return [invalid(`${path}.successThreshold`, successThreshold, sentence)]
}

function checkNoGracePeriod({ terminationGracePeriodSeconds: seconds }: Probe, path: string): readonly Finding[] {
  if (seconds === undefined) return none
  const sentence = 'must not be set for readinessProbes; such a probe never ends a container'
  return [invalid(`${path}.terminationGracePeriodSeconds`, seconds, sentence)]
}

const kinds: readonly (readonly ['livenessProbe' | 'readinessProbe' | 'startupProbe', Check<Probe>])[] = [
  ['livenessProbe', checkOneSuccess],
  ['readinessProbe', checkNoGracePeriod],
  ['startupProbe', checkOneSuccess],
]
