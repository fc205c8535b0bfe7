import type { FlagTable } from '../flag.ts'

/** Where the server listens. */
export const addressFlags = {
  'listen-address': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'Host name or IP address on which the webhooks are served; empty means all interfaces.',
  },
  port: {
    type: 'int',
    default: 8443,
    upstream: true,
    minimum: 1,
    maximum: 65_535,
    rangeSentence: 'Configured port is invalid: the port should be in the range of 1 and 65535',
    environment: false,
    about: 'Port on which the webhooks are served.',
  },
  'enable-healthz': {
    type: 'bool',
    default: false,
    upstream: true,
    about: 'Serve health checks on an address of their own, see `--healthz-address`.',
  },
  'healthz-address': {
    type: 'string',
    default: ':11251',
    upstream: true,
    about: 'Address of the health checks as `host:port`; without a host, all interfaces. Used with `--enable-healthz`.',
  },
} as const satisfies FlagTable
