import type { LifecyclePolicy } from '../../kubernetes/shapes/volcano-job.ts'
import { none } from '../checks.ts'

/** The events that a policy is for, each once. */
export function eventsOf({ event, events = none }: LifecyclePolicy): readonly string[] {
  if (events.length === 0) return event ? [event] : none
  return [...new Set(event ? [...events, event] : events)]
}
