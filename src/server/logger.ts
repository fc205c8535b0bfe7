import { type DestinationStream, destination, type Logger, pino, symbols } from 'pino'

export type { Logger }

/** A system call costs more than a line, so lines are written in blocks; none waits longer than this. */
const longestWaitMs = 250
const blocks = { minLength: 32 * 1024, maxWrite: 64 * 1024 }

/** Lines that are not made yet: so many of them at once take less than one by one between reviews. */
const mostUnmade = 64

type Output = DestinationStream & Readonly<{ writeLater?: (line: () => string) => void }>

/**
 * Lines keep their order, and none waits for long: neither those that are not made yet nor those that are. They are held back
 * as bytes, as a text that grows line by line is copied for each of them.
 */
function standardOutput(): Output & Readonly<{ flush: (done: () => void) => void }> {
  const unmade: (() => string)[] = []
  // At the exit, what is made is written by whoever is told after this.
  process.on('exit', makeAll)
  const output = destination({ dest: 1, sync: false, contentMode: 'buffer', ...blocks })
  const writeBytes = output.write.bind(output) as unknown as (bytes: Buffer) => boolean

  const flush = (done?: () => void): void => {
    makeAll()
    output.flush(done)
  }
  setInterval(flush, longestWaitMs).unref()

  function makeAll(): void {
    if (unmade.length === 0) return
    writeBytes(Buffer.from(unmade.map((make) => make()).join('')))
    unmade.length = 0
  }
  return {
    write(line) {
      makeAll()
      writeBytes(Buffer.from(line))
    },
    writeLater(line) {
      if (unmade.push(line) >= mostUnmade) makeAll()
    },
    flush,
  }
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
type Inside = Readonly<{ [symbols.timeSym]: () => string; [symbols.streamSym]: Output }>

/**
 * A line of level info, as `log.info(facts, message)` writes it, at a fraction of the cost: pino goes through the facts one by
 * one, and there is such a line for each review. There is at least one fact, and none changes any more.
 */
export function writeLine(log: Logger, facts: object, message: string): void {
  if (!log.isLevelEnabled('info')) return
  const inside = log as unknown as Inside
  const output = inside[symbols.streamSym]
  const time = inside[symbols.timeSym]()
  const line = () => `{"level":"info"${time},${JSON.stringify({ ...facts, msg: message }).slice(1)}\n`
  if (output.writeLater === undefined) output.write(line())
  else output.writeLater(line)
}
