import type { FlagTable } from '../flag.ts'
import { logLevels } from '../log-level.ts'

/** How much the log tells. */
export const logFlags = {
  v: {
    type: 'int',
    default: 0,
    upstream: true,
    about:
      'Verbosity, also written `-v 4` or `-v4`: 0 to 2 log at level info, 3 and 4 at debug, 5 and more at trace. Object bodies and keys are never logged, at any level.',
  },
  'log-level': {
    type: 'string',
    default: '',
    upstream: false,
    allowed: logLevels,
    about: 'Level of the log; wins over `-v`. Object bodies and keys are never logged, at any level.',
  },
} as const satisfies FlagTable
