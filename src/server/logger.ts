import { type DestinationStream, destination, type Logger, pino, symbols } from 'pino'

export type { Logger }

/** A system call costs more than a line, so lines are written in blocks; none waits longer than this. */
const longestWaitMs = 250
const blocks = { minLength: 32 * 1024, maxWrite: 64 * 1024, periodicFlush: longestWaitMs }

/** Lines are held back as bytes: a text that grows line by line is copied for each of them. */
function standardOutput(): DestinationStream & Readonly<{ flush: (done: () => void) => void }> {
  const output = destination({ dest: 1, sync: false, contentMode: 'buffer', ...blocks })
  const writeBytes = output.write.bind(output) as unknown as (bytes: Buffer) => boolean
  return { write: (line) => void writeBytes(Buffer.from(line)), flush: (done) => output.flush(done) }
}

/** Many lines are of the same millisecond. */
function createClock(): () => string {
  let known = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== known) {
      known = now
      text = `,"time":"${new Date(now).toISOString()}"`
    }
    return text
  }
}

/**
 * One JSON object a line, with the time in ISO 8601 and the level as a word. By default it goes to standard output; what
 * is still held back is written when the process exits.
 */
export const createLogger = ({
  level,
  destination = standardOutput(),
}: Readonly<{ level: string; destination?: DestinationStream }>): Logger =>
  pino(
    { level, base: null, timestamp: createClock(), formatters: { level: (label) => ({ level: label }) } },
    destination,
  )

/** How pino keeps what its lines begin with, and where they go. */
type Inside = Readonly<{ [symbols.timeSym]: () => string; [symbols.streamSym]: DestinationStream }>

/**
 * A line of level info, as `log.info(facts, message)` writes it, at a third of the cost: pino goes through the facts one
 * by one, and there is such a line for each review. There is at least one fact.
 */
export function writeLine(log: Logger, facts: object, message: string): void {
  if (!log.isLevelEnabled('info')) return
  const inside = log as unknown as Inside
  const text = JSON.stringify({ ...facts, msg: message })
  inside[symbols.streamSym].write(`{"level":"info"${inside[symbols.timeSym]()},${text.slice(1)}\n`)
}
