import { createHash } from 'node:crypto'
import type { Job } from '../../kubernetes/shapes/volcano-job.ts'
import type { Logger } from '../logger.ts'
import { type Line, sendWithin } from '../send-within.ts'

const requestTimeoutMs = 10_000

/** Tells users of a job something by an Event on it, each thing once for as long as the job is there. */
export type JobEvents = Readonly<{
  warn: (job: Job, reason: string, message: string) => Promise<void>
  forget: (uid: string) => void
}>

export function createJobEvents(line: Line, logger: Logger): JobEvents {
  const told = new Map<string, Set<string>>()
  return {
    async warn(job, reason, message) {
      const uid = job.metadata?.uid ?? ''
      const ofJob = told.get(uid) ?? new Set()
      if (ofJob.has(message)) return
      told.set(uid, ofJob.add(message))
      const event = eventOf(job, reason, message, new Date(line.timers.now()).toISOString())
      const path = `/api/v1/namespaces/${event.metadata.namespace}/events`
      const body = { type: 'application/json', content: event }
      const { failure } = await sendWithin(requestTimeoutMs, line, { method: 'POST', path, body })
      // 409: the leader before told it.
      if (failure === undefined || failure.status === 409) return
      ofJob.delete(message)
      logger.warn({ job: job.metadata?.name }, `failed to write an Event on the job: ${failure.message}`)
    },
    forget: (uid) => void told.delete(uid),
  }
}

/** The name follows from what is told: no other replica can tell the same again. */
function eventOf({ metadata = {} }: Job, reason: string, message: string, time: string) {
  const { name = '', namespace = 'default', uid = '' } = metadata
  const digest = createHash('sha256').update(`${uid} ${message}`).digest('hex').slice(0, 16)
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name.slice(0, 200)}.${digest}`, namespace },
    involvedObject: { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', name, namespace, uid },
    ...{ type: 'Warning', reason, message: message.slice(0, 1000), count: 1 },
    ...{ firstTimestamp: time, lastTimestamp: time },
    source: { component: 'volcano-admission' },
    reportingComponent: 'volcano-admission',
  }
}
