import type { Failure } from './api-answer.ts'
import { backOffMs } from './back-off.ts'

/** Where a reflector goes on: it watches from the resourceVersion, and lists all objects when there is none. */
export type Progress = Readonly<{ resourceVersion: string | undefined; failures: number }>

/** How a list or a watch ended, and where the next watch may go on; without a failure it ended as it should. */
export type Outcome = Readonly<{
  resourceVersion: string | undefined
  /** How long the watch lived; 0 for a list. */
  livedMs: number
  failure: Failure | undefined
}>

export const unread: Progress = { resourceVersion: undefined, failures: 0 }

/** A watch that lived so long shows that all is well again. */
const steadyMs = 30_000

/** After so many failures in a row the resourceVersion itself is in doubt, as after a restored backup. */
const mostResumptions = 5

/**
 * What comes after a list or a watch, and how long to wait before. Failures of every kind are met alike: again after a
 * back-off, longer each time, or when the API server says. Only a steady watch ends that, so that a list which works
 * and a watch which does not never make a busy loop. `random` is from 0 to 1.
 */
export function proceed(
  before: Progress,
  { resourceVersion, livedMs, failure }: Outcome,
  random: number,
): Readonly<{ progress: Progress; delayMs: number }> {
  const steadyFailures = livedMs >= steadyMs ? 0 : before.failures
  if (failure === undefined) return { progress: { resourceVersion, failures: steadyFailures }, delayMs: 0 }
  const failures = steadyFailures + 1
  const isInDoubt = failures % mostResumptions === 0
  // An API server that says 410 is well, and only wants the list to be read again: that may come soon.
  const patience = failure.status === 410 ? Math.ceil(failures / 4) : failures
  return {
    progress: { resourceVersion: isInDoubt ? undefined : resourceVersion, failures },
    delayMs: Math.max(backOffMs(patience, random), failure.retryAfterMs ?? 0),
  }
}
