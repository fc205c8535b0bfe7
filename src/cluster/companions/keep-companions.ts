import { setImmediate as turn } from 'node:timers/promises'
import type { CompanionsMode } from '../../plugins/companions/plan-companions.ts'
import type { PluginOptions } from '../../plugins/plugin-options.ts'
import type { ApiClient } from '../api-client.ts'
import type { Logger } from '../logger.ts'
import { createRateLimit } from '../rate-limit.ts'
import type { Line } from '../send-within.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { createJobEvents } from './job-events.ts'
import { leadByLease } from './leader-election.ts'
import { type CountedAction, createReconciler } from './reconcile.ts'
import { generateSshKeys, type SshKeyType } from './ssh-keys.ts'
import { watchCompanions } from './watch-companions.ts'
import { createWorkQueue } from './work-queue.ts'

type Keeping = Readonly<{
  mode: CompanionsMode
  sshKeyType: SshKeyType
  /** What an administrator decides about plugins; Volcano's ways without. */
  options?: PluginOptions
  /** Where the replicas agree on which of them writes. */
  namespace: string
  /** No other replica has the same. */
  identity: string
  logger: Logger
  timers?: Timers
  /** From 0 to 1. */
  random?: () => number
}>

export type CompanionCount = Readonly<{ action: CountedAction; kind: string; count: number }>

export type KeptCompanions = Readonly<{
  /** What was done since the start. */
  counts: () => readonly CompanionCount[]
  isLeading: () => boolean
  close: () => Promise<void>
}>

export const leaseName = 'volcano-admission-companions'
/** Jobs that are worked on at once. How fast requests may go out, the client says. */
const workers = 8

/** Keeps the companions of all jobs, if no other replica does. */
export function keepCompanions(
  client: ApiClient,
  { mode, sshKeyType, options, namespace, identity, logger, timers = systemTimers, random = Math.random }: Keeping,
): KeptCompanions {
  const closing = new AbortController()
  const line = { client, timers, signal: closing.signal }
  const counts = new Map<string, CompanionCount>()
  let isLeading = false

  const count = (action: CountedAction, kind: string) => {
    const key = `${action} ${kind}`
    counts.set(key, { action, kind, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const lead = async (signal: AbortSignal): Promise<void> => {
    isLeading = true
    const generateKeys = () => generateSshKeys(sshKeyType)
    await reconcileAll(
      { ...line, signal },
      { mode, generateKeys, count, logger, random, ...(options && { options }) },
    ).finally(() => {
      isLeading = false
    })
  }
  const place = { namespace, name: leaseName }
  const running = leadByLease({ line, place, identity, lead, logger, random })
  return {
    counts: () => [...counts.values()],
    isLeading: () => isLeading,
    async close() {
      closing.abort()
      await running
    },
  }
}

type Reconciling = Pick<
  Parameters<typeof createReconciler>[0],
  'mode' | 'options' | 'generateKeys' | 'count' | 'logger'
> &
  Readonly<{ random: () => number }>

/** Gives all jobs their companions until the line's signal is aborted. */
async function reconcileAll(line: Line, { random, ...reconciling }: Reconciling): Promise<void> {
  const { logger } = reconciling
  const { timers, signal } = line
  const events = createJobEvents(line, logger)
  let isFilled = false
  const watched = watchCompanions({
    ...{ line, logger, random },
    onChange: (key) => void (isFilled && queue.add(key)),
    onGone: events.forget,
  })
  const { findJob, findCompanion: findCached } = watched
  const reconcile = createReconciler({ line, findJob, findCached, events, ...reconciling })
  const queue = createWorkQueue({
    async work(key) {
      // Many jobs may need nothing: reviews must get their turn between them.
      await turn()
      return reconcile(key)
    },
    onBug: (error, job) => logger.error({ err: error, job }, 'a bug in keeping the companions of a job'),
    limit: createRateLimit({ perSecond: 0, burst: 1 }, timers),
    ...{ workers, timers, random, signal },
  })
  void watched.filled.then(() => {
    isFilled = true
    for (const key of watched.keys()) queue.add(key)
  })
  await Promise.all([watched.run(), queue.ended])
}
