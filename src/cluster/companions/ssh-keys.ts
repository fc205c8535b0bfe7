import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { type SshPublicKey, sshPublicKeyOf, sshString } from './ssh-format.ts'

export const sshKeyTypes = ['rsa', 'ed25519', 'ecdsa'] as const
export type SshKeyType = (typeof sshKeyTypes)[number]

/** A pair as files of ssh: the private one in PEM, the public one as a line of authorized_keys. */
export type SshKeys = Readonly<{ privateKey: string; publicKey: string }>

const generate = promisify(generateKeyPair)

/**
 * A new key pair, made outside of the main thread. Mirrors pkg/controllers/job/plugins/ssh: generateRsaKey, which makes RSA
 * keys of 2048 bits; the others are smaller and made at once.
 */
export async function generateSshKeys(type: SshKeyType): Promise<SshKeys> {
  switch (type) {
    case 'rsa': {
      const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 })
      return { privateKey: String(privateKey.export({ type: 'pkcs1', format: 'pem' })), publicKey: lineOf(publicKey) }
    }
    case 'ecdsa': {
      const { privateKey, publicKey } = await generate('ec', { namedCurve: 'P-256' })
      return { privateKey: String(privateKey.export({ type: 'sec1', format: 'pem' })), publicKey: lineOf(publicKey) }
    }
    case 'ed25519': {
      const { privateKey, publicKey } = await generate('ed25519')
      return { privateKey: openSshPem(privateKey, sshPublicKeyOf(publicKey)), publicKey: lineOf(publicKey) }
    }
  }
}

function lineOf(publicKey: KeyObject): string {
  const { algorithm, blob } = sshPublicKeyOf(publicKey)
  return `${algorithm} ${blob.toString('base64')}\n`
}

/** OpenSSH's own format, which is the only one in which all its versions read ed25519 keys: PROTOCOL.key, without a passphrase. */
function openSshPem(privateKey: KeyObject, { algorithm, blob, raw }: SshPublicKey): string {
  const { d = '' } = privateKey.export({ format: 'jwk' })
  const check = randomBytes(4)
  const secret = Buffer.concat([
    ...[check, check, sshString(algorithm), sshString(raw)],
    ...[sshString(Buffer.concat([Buffer.from(d, 'base64url'), raw])), sshString('')],
  ])
  const padding = Buffer.from(Array.from({ length: -secret.length & 7 }, (_, index) => index + 1))
  const count = Buffer.from([0, 0, 0, 1])
  const content = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), sshString('none'), sshString('none'), sshString(''), count],
    ...[sshString(blob), sshString(Buffer.concat([secret, padding]))],
  ])
  const lines = content.toString('base64').match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
}
