import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'

export type { Logger }

/** Lines are written in blocks, as a system call a line costs more than the line; none waits longer than this. */
const blockBytes = 8 * 1024
const longestWaitMs = 250

const standardOutput = (): DestinationStream =>
  destination({ dest: 1, sync: false, minLength: blockBytes, periodicFlush: longestWaitMs })

/**
 * One JSON object a line, with the time in ISO 8601 and the level as a word. By default it goes to standard output; what
 * is still held back is written when the process exits.
 */
export const createLogger = ({
  level,
  destination = standardOutput(),
}: Readonly<{ level: string; destination?: DestinationStream }>): Logger =>
  pino(
    { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    destination,
  )
