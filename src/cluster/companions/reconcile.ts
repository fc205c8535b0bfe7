import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Companion } from '../../plugins/companion.ts'
import { agrees } from '../../plugins/companions/agrees.ts'
import { companionLabels, type ExistingCompanion } from '../../plugins/companions/existing.ts'
import { hasTooManyHosts, tooManyHosts } from '../../plugins/companions/has-too-many-hosts.ts'
import {
  type CompanionAction,
  type CompanionsMode,
  isLeftAlone,
  planCompanions,
} from '../../plugins/companions/plan-companions.ts'
import type { PluginOptions } from '../../plugins/plugin-options.ts'
import type { Answer, Failure } from '../api-answer.ts'
import type { Logger } from '../logger.ts'
import type { Line } from '../send-within.ts'
import type { KeptCompanion } from './companion-kinds.ts'
import { applyCompanion, createCompanion, getCompanion } from './companion-requests.ts'
import type { JobEvents } from './job-events.ts'
import type { SshKeys } from './ssh-keys.ts'
import type { Outcome } from './work-queue.ts'

export type CountedAction = 'create' | 'update' | 'leave' | 'fail'

export type Reconciliation = Readonly<{
  line: Line
  mode: CompanionsMode
  findJob: (key: string) => Job | undefined
  /** What the watches show. */
  findCached: (companion: Companion) => ExistingCompanion | undefined
  generateKeys: () => Promise<SshKeys>
  /** What an administrator decides about plugins; Volcano's ways without. */
  options?: PluginOptions
  events: JobEvents
  count: (action: CountedAction, kind: string) => void
  logger: Logger
}>

/** Objects that are not watched, as they are not made here, are looked at again after so long. */
const recheckMs = 60_000
const waitMs = 1_000
/** Objects may come and go between being looked at and being written. */
const mostPlans = 10

const placeOf = ({ kind, metadata: { namespace, name } }: Companion): string => `${kind} ${namespace}/${name}`

/** Gives the job of a key its companions, and keeps its hands off what is not the job's. */
export function createReconciler(reconciliation: Reconciliation): (key: string) => Promise<Outcome> {
  const { line, mode, findJob, findCached, events, count, logger } = reconciliation
  const unwatched = createUnwatched(line.timers.now)
  /** What was found in this turn, which is newer than what the watches show. */
  type Found = Map<string, ExistingCompanion | undefined>
  const look = async (companion: Companion, found: Found): Promise<Step> => {
    const { value: existing, failure } = await getCompanion(line, companion)
    if (failure && failure.status !== 404) return { failure }
    found.set(placeOf(companion), existing)
    unwatched.note(placeOf(companion), existing)
    return 'look again'
  }
  const wrote = (action: Writing, { value, failure }: Answer<KeptCompanion>, found: Found): Step | Promise<Step> => {
    const isChanged = failure?.status === 409 || (failure?.status === 404 && action.do === 'update')
    if (isChanged) return look(action.companion, found)
    if (failure) return { failure }
    found.set(placeOf(action.companion), value)
    unwatched.note(placeOf(action.companion), undefined)
    count(action.do, action.companion.kind)
    logger.info({ companion: placeOf(action.companion) }, `a companion is ${action.do}d`)
    return 'done'
  }
  const carryOut = async (job: Job, action: CompanionAction, found: Found): Promise<Step> => {
    const { companion } = action
    switch (action.do) {
      case 'nothing':
        return 'done'
      case 'wait':
        unwatched.note(placeOf(companion), undefined)
        return { againAfterMs: waitMs }
      case 'leave':
        count('leave', companion.kind)
        await events.warn(job, 'CompanionNotOwned', action.because)
        return { againAfterMs: recheckMs }
      case 'create':
        return wrote(action, await createCompanion(line, companion, reconciliation.generateKeys), found)
      case 'update':
        return wrote(action, await applyCompanion(line, companion, action.uid), found)
    }
  }
  const fail = async (job: Job, companion: Companion, failure: Failure): Promise<void> => {
    if (line.signal.aborted) return
    count('fail', companion.kind)
    // What is said of a Secret may quote it.
    const why = companion.kind === 'Secret' ? `HTTP ${failure.status ?? 'failure'}` : failure.message
    logger.warn({ companion: placeOf(companion) }, `failed to make a companion: ${why}`)
    if (failure.status === 422)
      await events.warn(job, 'CompanionRefused', `the ${companion.kind} of the job is refused: ${why}`)
  }
  const once = async (job: Job, found: Found): Promise<Outcome | 'look again'> => {
    let outcome: Outcome = 'done'
    const find = (companion: Companion) => {
      const place = placeOf(companion)
      return found.has(place) ? found.get(place) : (findCached(companion) ?? unwatched.find(place))
    }
    for (const action of planCompanions(job, find, mode, reconciliation.options)) {
      const step = await carryOut(job, action, found)
      if (step === 'look again') return step
      if (step !== 'done' && 'failure' in step) await fail(job, action.companion, step.failure)
      outcome = worse(outcome, step)
    }
    return outcome
  }
  return async (key) => {
    const job = findJob(key)
    if (job === undefined) return 'done'
    if (isLeftAlone(job, mode)) return 'done'
    if (hasTooManyHosts(job, reconciliation.options)) {
      await events.warn(job, 'CompanionsTooLarge', tooManyHosts)
      return 'done'
    }
    const found: Found = new Map()
    for (let plans = 0; plans < mostPlans; plans += 1) {
      const outcome = await once(job, found)
      if (outcome !== 'look again') return outcome
    }
    return 'failed'
  }
}

/** A failure counts most, then what must be looked at soonest. */
function worse(outcome: Outcome, step: Exclude<Step, 'look again'>): Outcome {
  if (outcome === 'failed' || step === 'done') return outcome
  if ('failure' in step) return 'failed'
  return outcome === 'done' || step.againAfterMs < outcome.againAfterMs ? step : outcome
}

type Step = 'done' | 'look again' | Readonly<{ failure: Failure }> | Readonly<{ againAfterMs: number }>
type Writing = Extract<CompanionAction, { do: 'create' | 'update' }>

/** Objects beside those that the watches show. They are believed to stay as they are for a while. */
function createUnwatched(now: () => number) {
  const objects = new Map<string, Readonly<{ existing: ExistingCompanion; until: number }>>()
  return {
    find(place: string): ExistingCompanion | undefined {
      const entry = objects.get(place)
      if (entry !== undefined && entry.until <= now()) objects.delete(place)
      return objects.get(place)?.existing
    },
    note(place: string, existing: ExistingCompanion | undefined): void {
      const isWatched = existing !== undefined && agrees({ metadata: { labels: companionLabels } }, existing.content)
      if (existing === undefined || isWatched) objects.delete(place)
      else objects.set(place, { existing, until: now() + recheckMs })
    },
  }
}
