import type { Server } from 'node:https'
import type { SecureContextOptions } from 'node:tls'

/** The certificate, followed by intermediate ones if there are any, and its private key, both in PEM. */
export type CertificatePair = Readonly<{ certificate: string; key: string }>

/** Those of TLS 1.3, and of TLS 1.2 the ones that upstream allows. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
].join(':')

/** Versions and ciphers as in cmd/webhook-manager/app/util.go. */
export const tlsOptions = ({ certificate, key }: CertificatePair): SecureContextOptions => ({
  cert: certificate,
  key,
  minVersion: 'TLSv1.2',
  ciphers,
})

/** From now on new connections get this certificate; open ones go on with theirs. Throws when TLS cannot use the pair. */
export const replaceCertificate = ({ server }: Readonly<{ server: Server }>, pair: CertificatePair): void =>
  server.setSecureContext(tlsOptions(pair))
