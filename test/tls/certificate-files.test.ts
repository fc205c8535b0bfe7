import { EventEmitter, once } from 'node:events'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { certificatePaths, readCertificateFiles, watchCertificateFiles } from '../../src/tls/certificate-files.ts'
import type { ServingCertificate } from '../../src/tls/serving-certificate.ts'
import { afterDays, issueServing, serviceHost, start } from './serving.ts'

let folder: string
let first: ServingCertificate
let second: ServingCertificate

beforeAll(async () => {
  first = await issueServing()
  second = await issueServing()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificate-files-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Writes beside the target first: no reader ever sees half a file. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

async function writeFiles(target: string, { authority, certificate, key }: ServingCertificate): Promise<void> {
  const { caCertFile, certFile, keyFile } = certificatePaths(target)
  await replace(caCertFile, authority)
  await replace(certFile, certificate)
  await replace(keyFile, key)
}

describe('readCertificateFiles', () => {
  it('returns the files as they are', async () => {
    const texts = { authority: 'a', certificate: 'b\n', key: '' }
    await writeFiles(folder, texts)
    expect(await readCertificateFiles(certificatePaths(folder))).toEqual({ value: texts })
  })

  it('names every file that it cannot read, in the words of Go', async () => {
    await mkdir(certificatePaths(folder).keyFile)
    expect(await readCertificateFiles({ ...certificatePaths(folder), caCertFile: '' })).toEqual({
      mistakes: [
        'failed to read cacert file (): open : no such file or directory',
        `failed to read cert file (${folder}/tls.crt): open ${folder}/tls.crt: no such file or directory`,
        `failed to read key file (${folder}/tls.key): read ${folder}/tls.key: illegal operation on a directory`,
      ],
    })
  })

  it('names a path that no file can have', async () => {
    await writeFiles(folder, first)
    const { mistakes } = await readCertificateFiles({ ...certificatePaths(folder), certFile: 'a\0b' })
    expect(mistakes).toEqual([expect.stringContaining('failed to read cert file (a\0b): ')])
  })
})

describe('watchCertificateFiles', () => {
  const never = 2 ** 30
  let heard: EventEmitter
  let mistakes: (readonly string[])[]
  let watch: ReturnType<typeof watchCertificateFiles> | undefined

  beforeEach(() => {
    heard = new EventEmitter()
    mistakes = []
  })
  afterEach(() => watch?.close())

  type Settings = Partial<Parameters<typeof watchCertificateFiles>[3]>
  function follow(
    settings: Settings,
    onChange: (found: ServingCertificate) => void = (found) => heard.emit('change', found),
    paths = certificatePaths(folder),
  ) {
    const onMistake = (sentences: readonly string[]) => {
      mistakes.push(sentences)
      heard.emit('mistake', sentences)
    }
    const options = { pollMs: never, now: () => start, ...settings }
    watch = watchCertificateFiles(paths, onChange, onMistake, options)
  }

  /** As the kubelet does it: the files are links through `..data`, which is replaced in one step. */
  async function mountSecret(version: string, certificate: ServingCertificate): Promise<void> {
    await mkdir(join(folder, version))
    await writeFiles(join(folder, version), certificate)
    await symlink(version, join(folder, '..data_tmp'))
    await rename(join(folder, '..data_tmp'), join(folder, '..data'))
  }

  it('hands on a Secret that Kubernetes swaps', async () => {
    await mountSecret('..2026_01', first)
    for (const name of ['ca.crt', 'tls.crt', 'tls.key']) await symlink(`..data/${name}`, join(folder, name))
    const seen = once(heard, 'change')
    follow({})
    expect(await seen).toEqual([first])

    const next = once(heard, 'change')
    await mountSecret('..2026_02', second)
    await rm(join(folder, '..2026_01'), { recursive: true })
    expect(await next).toEqual([second])
  })

  it('hands on only once what stays', async () => {
    await writeFiles(folder, first)
    const changes: ServingCertificate[] = []
    const fifthLook = Promise.withResolvers<void>()
    let looks = 0
    const paths = {
      ...certificatePaths(folder),
      get caCertFile() {
        looks += 1
        if (looks === 5) fifthLook.resolve()
        return join(folder, 'ca.crt')
      },
    }
    follow({ pollMs: 5 }, (found) => changes.push(found), paths)
    await fifthLook.promise
    expect(changes).toEqual([first])
  })

  it('finds by polling what no event tells', async () => {
    await rm(folder, { recursive: true })
    const seen = once(heard, 'change')
    follow({ pollMs: 5 })
    await mkdir(folder)
    await writeFiles(folder, first)
    expect(await seen).toEqual([first])
    expect(mistakes[0]).toEqual([expect.stringContaining(`cannot watch the folder ${folder}, only poll it: `)])
  })

  it('keeps the one in use until files belong together, and says why', async () => {
    await writeFiles(folder, first)
    const changes: ServingCertificate[] = []
    follow({ current: first }, (found) => {
      changes.push(found)
      heard.emit('change')
    })
    const refused = once(heard, 'mistake')
    await replace(certificatePaths(folder).keyFile, second.key)
    expect(await refused).toEqual([['the private key does not belong to the certificate']])
    expect(changes).toEqual([])

    const changed = once(heard, 'change')
    await writeFiles(folder, second)
    await changed
    expect(changes).toEqual([second])
  })

  it('does not hand on a certificate without the hosts that clients call', async () => {
    await writeFiles(folder, first)
    const refused = once(heard, 'mistake')
    follow({ hosts: [serviceHost, 'localhost'] }, () => expect.fail('handed on'))
    const [sentences] = await refused
    expect(sentences).toEqual([expect.stringContaining('the certificate does not cover the host "localhost"')])
  })

  it('says the same once, and looks again whether time has mended it', async () => {
    await writeFiles(folder, first)
    const times = [afterDays(-1), afterDays(-1), afterDays(-1), start]
    const seen = once(heard, 'change')
    follow({ pollMs: 5, now: () => times.shift() ?? start })
    expect(await seen).toEqual([first])
    expect(mistakes).toEqual([[expect.stringContaining('is not valid before'), expect.any(String)]])
  })

  it('offers a certificate again after it could not be put into use', async () => {
    await writeFiles(folder, first)
    let refusals = 2
    const seen = once(heard, 'change')
    follow({ pollMs: 5 }, (found) => {
      refusals -= 1
      if (refusals >= 0) throw new Error('busy')
      heard.emit('change', found)
    })
    expect(await seen).toEqual([first])
    expect(mistakes).toEqual([['the new certificate could not be put into use: Error: busy']])
  })
})
