import type { FlagTable } from '../flag.ts'

/** Where the certificate of the server comes from. */
export const certificateFlags = {
  'tls-cert-file': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'PEM file with the certificate of the server, followed by intermediate ones if there are any.',
  },
  'tls-private-key-file': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'PEM file with the private key for `--tls-cert-file`.',
  },
  'ca-cert-file': {
    type: 'string',
    default: '',
    upstream: true,
    about: 'PEM file with the certificate authority by which the API server shall trust this server.',
  },
  'certificate-folder': {
    type: 'string',
    default: '',
    upstream: false,
    about:
      'Folder of a self-made certificate for development: it is made there when missing, and used again when present.',
  },
  'certificate-secret': {
    type: 'string',
    default: 'volcano-admission-secret',
    upstream: false,
    about:
      'Secret in `--webhook-namespace` that keeps the CA of self-made certificates. Used when neither PEM files nor a folder are given.',
  },
  'certificate-lifetime': {
    type: 'duration',
    default: 7 * 24 * 3_600_000,
    upstream: false,
    minimum: 10_000,
    maximum: 90 * 24 * 3_600_000,
    about: 'How long a certificate of that CA lasts; it is renewed when a third is left.',
  },
  'certificate-authority-lifetime': {
    type: 'duration',
    default: 365 * 24 * 3_600_000,
    upstream: false,
    minimum: 60_000,
    maximum: 10 * 365 * 24 * 3_600_000,
    about:
      'How long that CA lasts; at a third left the next one takes over. Leave it many times as long as `--certificate-lifetime`.',
  },
} as const satisfies FlagTable
