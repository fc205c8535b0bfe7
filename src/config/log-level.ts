/** From the most to the fewest lines. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** The level of the log: `--log-level` where it is given, else what klog's `-v` stands for. */
export function chooseLogLevel(given: string, verbosity: number): LogLevel {
  const level = logLevels.find((level) => level === given)
  if (level !== undefined) return level
  if (verbosity >= 5) return 'trace'
  return verbosity >= 3 ? 'debug' : 'info'
}
