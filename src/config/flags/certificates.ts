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
      'Secret in `--webhook-namespace` that keeps the self-made certificate. Used when neither PEM files nor a folder are given.',
  },
} as const satisfies FlagTable
