import type { Answer } from '../api-answer.ts'
import type { Logger } from '../logger.ts'
import type { Line } from '../send-within.ts'
import { pause } from '../timers.ts'
import { type Lease, type LeasePlace, microTime, readLease, writeLease } from './lease-object.ts'

type Candidate = Readonly<{
  line: Line
  place: LeasePlace
  /** No other candidate has the same. */
  identity: string
  /** Writes, until the signal is aborted; then it must come to its end soon. */
  lead: (signal: AbortSignal) => Promise<void>
  logger: Logger
  /** From 0 to 1. */
  random: () => number
}>

/** Nobody else leads for so long after the last renewal. */
export const leaseMs = 15_000
/** Who could not renew for so long stops writing: what is under way has the rest of the lease to arrive. */
export const longestUnrenewedMs = 10_000
export const renewEveryMs = 2_000

/**
 * Leads whenever the lease can be had, and never after another may have it. Resolves when the line's signal is aborted and
 * the lease is given back. Clocks of different machines are not compared. Mirrors client-go tools/leaderelection.
 */
export async function leadByLease(candidate: Candidate): Promise<void> {
  const { line, place, identity, logger, random } = candidate
  const { timers, signal } = line
  const watchHolder = createHolderWatch(timers.now)
  let isUnwell = false
  while (!signal.aborted) {
    const sentAt = timers.now()
    const { value, failure } = await acquire(candidate, watchHolder)
    if (value) await leadOn(candidate, value, sentAt)
    else if (failure && !signal.aborted && !isUnwell)
      logger.warn({ lease: place.name, identity }, `failed to get the lease ${place.name}: ${failure.message}`)
    isUnwell = failure !== undefined
    await pause(timers, renewEveryMs * (1 + random() / 5), signal)
  }
}

type HolderWatch = (lease: Lease) => boolean

/** Whether the lease has run out. It counts when it was seen to change, by the own clock. */
function createHolderWatch(now: () => number): HolderWatch {
  let seen: string | undefined
  let seenAt = 0
  return ({ resourceVersion, holder, leaseMs: duration }) => {
    if (resourceVersion !== seen) {
      seen = resourceVersion
      seenAt = now()
    }
    return holder === '' || now() - seenAt > duration
  }
}

/** The lease, if it is to be had. That somebody else has it is no failure. */
async function acquire(
  { line, place, identity }: Candidate,
  hasRunOut: HolderWatch,
): Promise<Answer<Lease> | Readonly<{ value?: undefined; failure?: undefined }>> {
  const found = await readLease(line, place)
  if (found.failure && found.failure.status !== 404) return found
  const before = found.value
  if (before && before.holder !== identity && !hasRunOut(before)) return {}
  const written = await writeLease(line, place, {
    resourceVersion: before?.resourceVersion,
    holder: identity,
    leaseMs,
    acquiredAt: microTime(line.timers.now()),
    transitions: before ? before.transitions + 1 : 0,
  })
  return written.failure?.status === 409 ? {} : written
}

/** One term of office: leads as long as the lease can be renewed. */
async function leadOn(candidate: Candidate, acquired: Lease, acquiredAt: number): Promise<void> {
  const { line, place, identity, lead, logger } = candidate
  const { timers } = line
  const term = new AbortController()
  const signal = AbortSignal.any([line.signal, term.signal])
  const endIn = (sentAt: number) => timers.after(sentAt + longestUnrenewedMs - timers.now(), () => term.abort())
  let cancel = endIn(acquiredAt)
  let lease = acquired

  logger.info({ lease: place.name, identity }, `this server leads: it has the lease ${place.name}`)
  const leading = lead(signal).catch((error: unknown) => {
    logger.error({ err: error }, 'a bug ends the leadership of this server')
    term.abort()
  })
  while (!signal.aborted) {
    await pause(timers, renewEveryMs, signal)
    if (signal.aborted) break
    const sentAt = timers.now()
    const renewed = await renew({ ...line, signal }, candidate, lease)
    if (renewed === 'lost') term.abort()
    else if (renewed && !signal.aborted) {
      lease = renewed
      cancel()
      cancel = endIn(sentAt)
    }
  }
  cancel()
  await leading
  logger.info({ lease: place.name, identity }, 'this server does not lead any more')
  if (line.signal.aborted && !term.signal.aborted) await giveBack(candidate, lease)
}

/** The renewed lease; undefined when that could not be found out. */
async function renew(line: Line, { place, identity }: Candidate, lease: Lease): Promise<Lease | 'lost' | undefined> {
  const written = await writeLease(line, place, lease)
  if (written.failure?.status !== 409) return written.value
  const { value: found } = await readLease(line, place)
  if (found === undefined) return undefined
  return found.holder === identity ? found : 'lost'
}

/** The next leader need not wait until the lease has run out. */
async function giveBack({ line, place }: Candidate, lease: Lease): Promise<void> {
  await writeLease({ ...line, signal: AbortSignal.timeout(giveBackMs) }, place, {
    ...lease,
    holder: '',
    leaseMs: 1_000,
  })
}

const giveBackMs = 2_000
