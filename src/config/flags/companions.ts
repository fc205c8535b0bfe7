import type { FlagTable } from '../flag.ts'

/** Whether the server makes the objects that job plugins need. */
export const companionFlags = {
  companions: {
    type: 'string',
    default: 'off',
    upstream: false,
    allowed: ['auto', 'on', 'off'],
    about:
      "Whether the server makes, and puts right, what job plugins need beside pods: ConfigMap, Service, NetworkPolicy and Secret. Volcano's controller does so by itself. `auto` leaves a job alone for which another controller does. One replica at a time writes, as a Lease in `--webhook-namespace` says.",
  },
  'ssh-key-type': {
    type: 'string',
    default: 'rsa',
    upstream: false,
    allowed: ['rsa', 'ed25519', 'ecdsa'],
    about:
      'Keys that the plugin `ssh` gets from the server: RSA of 2048 bits as with Volcano, ed25519 or ECDSA on P-256.',
  },
} as const satisfies FlagTable
