import type { FlagTable, Values } from '../flag.ts'

/** Volcano's arguments must start this server, so what its logging library klog takes is taken here, too. */
const withoutEffect = <const Type extends 'bool' | 'string' | 'int'>(
  type: Type,
  value: Values[Type],
  about: string,
) => ({ type, default: value, upstream: true as const, about: `No effect here. In Volcano: ${about}` })

/** The flags of klog v2 that mean nothing to a log of JSON lines on one stream. */
export const flagsWithoutEffect = {
  logtostderr: withoutEffect('bool', true, 'log to standard error instead of files.'),
  alsologtostderr: withoutEffect('bool', false, 'log to standard error as well as to files.'),
  stderrthreshold: withoutEffect('string', 'INFO', 'severity from which lines go to standard error.'),
  alsologtostderrthreshold: withoutEffect('string', 'INFO', 'the same, with `--alsologtostderr`.'),
  'legacy-stderr-threshold-behavior': withoutEffect(
    'bool',
    false,
    'ignore `--stderrthreshold` when `--logtostderr` is set.',
  ),
  'log-dir': withoutEffect('string', '', 'folder of the log files.'),
  'log-file': withoutEffect('string', '', 'path of the log file.'),
  'log-file-max-size': withoutEffect('int', 1800, 'size in megabytes at which a log file is cut; 0 means never.'),
  'log-flush-frequency': withoutEffect('string', '5s', 'longest time between two flushes of the log.'),
  'log-backtrace-at': withoutEffect('string', ':0', 'log a stack trace at this `file:line`.'),
  vmodule: withoutEffect('string', '', 'verbosity of single source files, as `pattern=N` with commas between them.'),
  'add-dir-header': withoutEffect('bool', false, 'add the folder of the source file to each line.'),
  'skip-headers': withoutEffect('bool', false, 'leave out time, severity and source file of each line.'),
  'skip-log-headers': withoutEffect('bool', false, 'leave out the first lines of a log file.'),
  'one-output': withoutEffect('bool', false, 'write a line to the log file of its own severity alone.'),
} as const satisfies FlagTable
