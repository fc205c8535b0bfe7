import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matchesDisk } from '../../src/cli/matches-disk.ts'
import { certificatePaths } from '../../src/tls/certificate-files.ts'
import type { ServingCertificate } from '../../src/tls/serving-certificate.ts'
import { issueServing } from '../tls/serving.ts'

describe('readiness, with the certificate in files', () => {
  let folder: string
  let served: ServingCertificate
  let renewed: ServingCertificate
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'matches-disk-'))
    served = await issueServing({ now: new Date() })
    renewed = await issueServing({ now: new Date() })
  })
  afterAll(() => rm(folder, { recursive: true }))

  const write = async ({ authority, certificate, key }: ServingCertificate): Promise<void> => {
    const paths = certificatePaths(folder)
    await writeFile(paths.caCertFile, authority)
    await writeFile(paths.certFile, certificate)
    await writeFile(paths.keyFile, key)
  }
  const findMistake = async () => {
    const [check] = matchesDisk({ from: 'files', ...certificatePaths(folder) }, () => served)
    return check?.findMistake()
  }

  it.each([
    { sentence: 'holds while it is the one that is served', onDisk: () => served, want: undefined },
    {
      sentence: 'fails while another good one lies there',
      onDisk: () => renewed,
      want: expect.stringMatching(/^the certificate in .*\/tls\.crt is not served yet$/),
    },
    {
      sentence: 'holds while what lies there cannot be used, as the old one goes on',
      onDisk: () => ({ ...renewed, key: served.key }),
      want: undefined,
    },
    {
      sentence: 'holds while what lies there is half written',
      onDisk: () => ({ ...renewed, certificate: renewed.certificate.slice(0, 80) }),
      want: undefined,
    },
  ])('$sentence', async ({ onDisk, want }) => {
    await write(onDisk())
    expect(await findMistake()).toEqual(want)
  })

  it('holds while a file is away', async () => {
    await write(renewed)
    await rm(certificatePaths(folder).keyFile)
    expect(await findMistake()).toBeUndefined()
  })
})

it('no other source has files to compare with', () => {
  expect(matchesDisk({ from: 'memory' }, () => undefined)).toEqual([])
})
