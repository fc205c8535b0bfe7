import type { KeyObject } from 'node:crypto'

/** A public key as the ssh protocol writes it; `raw` is the key alone. */
export type SshPublicKey = Readonly<{ algorithm: string; blob: Buffer; raw: Buffer }>

/** Mirrors golang.org/x/crypto/ssh: PublicKey.Marshal, for RSA, P-256 and ed25519. */
export function sshPublicKeyOf(publicKey: KeyObject): SshPublicKey {
  const { kty, n = '', e = '', x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const decode = (text: string) => Buffer.from(text, 'base64url')
  if (kty === 'RSA') return join('ssh-rsa', decode(n), sshInteger(decode(e)), sshInteger(decode(n)))
  if (kty === 'OKP') return join('ssh-ed25519', decode(x), sshString(decode(x)))
  const point = Buffer.concat([Buffer.from([4]), decode(x), decode(y)])
  return join('ecdsa-sha2-nistp256', point, sshString('nistp256'), sshString(point))
}

const join = (algorithm: string, raw: Buffer, ...parts: readonly Buffer[]): SshPublicKey => ({
  algorithm,
  raw,
  blob: Buffer.concat([sshString(algorithm), ...parts]),
})

/** RFC 4251, section 5: a length of four bytes, then the bytes. */
export function sshString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** A positive number; a first bit that is set would mean that it is negative. */
const sshInteger = (bytes: Buffer): Buffer =>
  sshString((bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
