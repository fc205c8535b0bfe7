import type { Logger } from '../../src/cluster/logger.ts'

/** A logger whose lines tests read: level and sentence. */
export function createRecordedLog(onLine: () => void = () => undefined): Readonly<{ logger: Logger; lines: string[] }> {
  const lines: string[] = []
  const write = (level: string) => (_: object, message: string) => {
    lines.push(`${level}: ${message}`)
    onLine()
  }
  return { logger: { info: write('info'), warn: write('warn'), error: write('error') }, lines }
}
