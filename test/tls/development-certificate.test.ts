import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificatePaths, readCertificateFiles } from '../../src/tls/certificate-files.ts'
import { ensureDevelopmentCertificate } from '../../src/tls/development-certificate.ts'
import { checkServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, start } from './serving.ts'

describe('ensureDevelopmentCertificate', () => {
  let parent: string
  let folder: string

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'development-certificate-'))
    folder = join(parent, 'certs')
  })
  afterEach(() => rm(parent, { recursive: true }))

  it('makes a certificate for this machine and the hosts, and keeps it in three files', async () => {
    const { value, renewedBecause } = await ensureDevelopmentCertificate(folder, ['host.docker.internal'], start)
    const hosts = ['localhost', '127.0.0.1', '::1', 'host.docker.internal']
    expect(value && checkServingCertificate(value, hosts, start)).toEqual([])
    expect(renewedBecause).toHaveLength(3)
    expect(await readCertificateFiles(certificatePaths(folder))).toEqual({ value })
  })

  it('writes no key but the one of the server, for its owner alone', async () => {
    await ensureDevelopmentCertificate(folder, [], start)
    const names = (await readdir(folder)).toSorted()
    const files = await Promise.all(
      names.map(async (name) => ({
        name,
        mode: (await stat(join(folder, name))).mode & 0o777,
        keys: (await readFile(join(folder, name), 'utf8')).split('PRIVATE KEY-----').length >> 1,
      })),
    )
    expect(files).toEqual([
      { name: 'ca.crt', mode: 0o644, keys: 0 },
      { name: 'tls.crt', mode: 0o644, keys: 0 },
      { name: 'tls.key', mode: 0o600, keys: 1 },
    ])
  })

  it.each([
    { name: 'is used again', want: [] },
    { name: 'is used again for fewer hosts', hosts: [], want: [] },
    { name: 'is used again seven days before its end', day: 365 - 7, want: [] },
    { name: 'is renewed after that', day: 365 - 6, want: ['the certificate expires within seven days'] },
    {
      name: 'is renewed when a host is missing',
      hosts: ['10.0.0.7', 'extra'],
      want: [expect.stringContaining('the certificate does not cover the host "extra"')],
    },
    {
      name: 'is renewed when a file is damaged',
      damage: 'ca.crt',
      want: [expect.stringContaining('the CA bundle is not PEM')],
    },
  ])('$name', async ({ hosts = ['10.0.0.7'], day = 0, damage, want }) => {
    const before = await ensureDevelopmentCertificate(folder, ['10.0.0.7'], start)
    if (damage !== undefined) await writeFile(join(folder, damage), 'nonsense')
    const { value, renewedBecause } = await ensureDevelopmentCertificate(folder, hosts, afterDays(day))

    const isRenewed = want.length > 0
    expect(renewedBecause).toEqual(want)
    expect(value?.key === before.value?.key).toBe(!isRenewed)
    expect(value?.authority === before.value?.authority).toBe(!isRenewed)
    expect(value && checkServingCertificate(value, ['localhost', ...hosts], afterDays(day))).toEqual([])
    expect(await readCertificateFiles(certificatePaths(folder))).toEqual({ value })
  })

  it('says when it cannot make the folder', async () => {
    await writeFile(folder, 'a file where the folder should be')
    const { value, mistakes } = await ensureDevelopmentCertificate(folder, [], start)
    expect({ value, mistakes }).toEqual({
      value: undefined,
      mistakes: [expect.stringContaining('failed to write the development certificate: Error: EEXIST')],
    })
  })

  it('says which file it cannot write, and leaves no draft of it', async () => {
    await mkdir(join(folder, 'tls.key'), { recursive: true })
    const { value, mistakes } = await ensureDevelopmentCertificate(folder, [], start)
    expect({ value, mistakes }).toEqual({
      value: undefined,
      mistakes: [expect.stringContaining(`-> '${join(folder, 'tls.key')}'`)],
    })
    expect(await readdir(folder)).toEqual(['tls.key'])
  })
})
