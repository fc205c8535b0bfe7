import { errorMessage } from './error-message.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Where errors go that only a bug explains: into the log and the metrics. */
export type BugReports = Readonly<{
  /** While a review was decided; `uid` is undefined when the bug came before it was read. */
  ofReview: (error: unknown, webhook: string, uid: string | undefined) => void
  /** Anywhere else: for unhandled rejections and the like. */
  ofProcess: (error: unknown) => void
}>

export const createBugReports = (log: Logger, metrics: Pick<Metrics, 'countBug'>): BugReports => ({
  ofReview: (error, webhook, uid) => {
    metrics.countBug()
    // Without the message, which may repeat what the object holds.
    log.error({ webhook, uid, ...placeOf(error) }, 'a bug kept a review from its verdict')
  },
  ofProcess: (error) => {
    metrics.countBug()
    log.error({ ...placeOf(error), message: errorMessage(error) }, 'an error that nobody expects')
  },
})

/** What was thrown and where. Other properties are left out: those of a client's error may hold credentials. */
const placeOf = (error: unknown) => ({
  error: error instanceof Error ? error.name : typeof error,
  at: error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : [],
})
