import type { FlagTable } from '../flag.ts'

export const generalFlags = {
  config: {
    type: 'string',
    default: '',
    upstream: false,
    file: false,
    about: 'Path of a configuration file, in YAML or JSON.',
  },
  version: {
    type: 'bool',
    default: false,
    upstream: true,
    environment: false,
    file: false,
    about: 'Print the version and stop.',
  },
  help: {
    type: 'bool',
    default: false,
    upstream: true,
    environment: false,
    file: false,
    about: 'Print all flags and stop; also `-h`.',
  },
} as const satisfies FlagTable
