import { execFileSync, spawnSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { generateSshKeys, sshKeyTypes } from '../../../src/cluster/companions/ssh-keys.ts'

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined
if (!hasSshKeygen) process.stderr.write('SKIPPED: no ssh-keygen here, so that nobody reads the ssh keys\n')

const titles = { rsa: 'RSA PRIVATE KEY', ecdsa: 'EC PRIVATE KEY', ed25519: 'OPENSSH PRIVATE KEY' }
const algorithms = { rsa: 'ssh-rsa', ecdsa: 'ecdsa-sha2-nistp256', ed25519: 'ssh-ed25519' }

it.each(sshKeyTypes)('a pair of %s keys is a PEM file and a line without a comment', async (type) => {
  const { privateKey, publicKey } = await generateSshKeys(type)
  expect(privateKey).toMatch(new RegExp(`^-----BEGIN ${titles[type]}-----\n[^-]+-----END ${titles[type]}-----\n$`))
  expect(publicKey).toMatch(new RegExp(`^${algorithms[type]} [A-Za-z0-9+/]+=*\n$`))
})

test('RSA keys have 2048 bits', async () => {
  const { privateKey } = await generateSshKeys('rsa')
  expect(createPrivateKey(privateKey).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
})

test('no two pairs are alike', async () => {
  const pairs = await Promise.all([generateSshKeys('ed25519'), generateSshKeys('ed25519')])
  expect(new Set(pairs.map(({ publicKey }) => publicKey)).size).toBe(2)
})

test('the main thread goes on meanwhile', async () => {
  let turns = 0
  const turning = setInterval(() => (turns += 1), 0)
  await Promise.all(Array.from({ length: 4 }, () => generateSshKeys('rsa')))
  clearInterval(turning)
  expect(turns).toBeGreaterThan(5)
})

describe.skipIf(!hasSshKeygen)('ssh-keygen', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssh-keys-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const sizes = { rsa: '2048', ecdsa: '256', ed25519: '256' }
  const names = { rsa: 'RSA', ecdsa: 'ECDSA', ed25519: 'ED25519' }

  it.each(sshKeyTypes)('reads %s keys, many of them', async (type) => {
    for (let count = 0; count < 4; count += 1) {
      const { privateKey, publicKey } = await generateSshKeys(type)
      const path = join(folder, `${type}-${count}`)
      writeFileSync(path, privateKey, { mode: 0o600 })
      writeFileSync(`${path}.pub`, publicKey)
      const run = (...args: readonly string[]) => execFileSync('ssh-keygen', args, { encoding: 'utf8' }).trim()
      expect(run('-y', '-f', path)).toBe(publicKey.trim())
      expect(run('-l', '-f', `${path}.pub`)).toMatch(new RegExp(`^${sizes[type]} SHA256:.* \\(${names[type]}\\)$`))
    }
  })
})
