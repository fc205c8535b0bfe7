import { longestTimerMs } from './deadline.ts'
import { errorMessage } from './error-message.ts'
import type { Logger } from './logger.ts'

/** What of Node's process a drain needs. */
export type DrainedProcess = Readonly<{
  on: (signal: 'SIGTERM' | 'SIGINT', listener: (signal: string) => void) => unknown
  exit: (code: number) => void
  stderr: Readonly<{ write: (text: string) => unknown }>
}>

type DrainDependencies = Readonly<{
  process: DrainedProcess
  /** Resolves after so many milliseconds. */
  sleep: (ms: number) => Promise<unknown>
  /** Aborted first: the server is unready from then on, and asks its clients to leave. */
  draining: AbortController
  /**
   * In milliseconds: how long the server goes on answering, until the cluster sends no more; and how long the reviews that
   * are under way then may take.
   */
  shutdown: Readonly<{ delay: number; gracefulTime: number }>
  /** Stops the webhook server; resolves when its last response is sent. */
  closeWebhooks: () => Promise<unknown>
  /** Stops all else, health checks included; it has a second. */
  closeRest: () => Promise<unknown>
  log: Logger
}>

const longestCloseMs = 1000

/**
 * Ends the process in good order on SIGTERM or SIGINT: exit 0 when every review was answered, 1 when some were cut off. A
 * second signal ends it at once. Mirrors cmd/webhook-manager/app/server.go: Run, which stops answering at once.
 */
export function drainOnSignals(dependencies: DrainDependencies): void {
  const { process, draining, log } = dependencies
  const onSignal = (signal: string): void => {
    if (draining.signal.aborted) {
      process.exit(1)
      return
    }
    log.info({ signal, ...dependencies.shutdown }, 'the server stops')
    draining.abort()
    void drain(dependencies)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

async function drain({ process, sleep, shutdown, closeWebhooks, closeRest, log }: DrainDependencies): Promise<void> {
  const timer = async (ms: number): Promise<'late'> => {
    await sleep(Math.min(ms, longestTimerMs))
    return 'late'
  }
  await timer(shutdown.delay)
  const failure = await failureOf(Promise.race([closeWebhooks(), timer(shutdown.gracefulTime)]))
  if (failure !== undefined) {
    const sentence = `close admission server failed: ${failure}`
    log.error(sentence)
    process.stderr.write(`${sentence}\n`)
  }
  const rest = await failureOf(Promise.race([closeRest(), timer(longestCloseMs)]))
  if (rest !== undefined) log.warn(`not all was closed: ${rest}`)
  process.exit(failure === undefined ? 0 : 1)
}

/** In the words of Go for a deadline; undefined when the work was done in time. */
async function failureOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    return (await work) === 'late' ? 'context deadline exceeded' : undefined
  } catch (error) {
    return errorMessage(error)
  }
}
