import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { loadCredentials } from '../../src/cluster/kubeconfig-credentials.ts'

let folder: string
let kubeconfig: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
  kubeconfig = join(folder, 'config')
})
afterEach(() => rm(folder, { recursive: true }))

const base64 = (text: string) => Buffer.from(text).toString('base64')

const write = (user: object, cluster: object = {}, more: object = {}) =>
  writeFile(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: 'https://api.test:6443/', ...cluster } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
      ...more,
    }),
  )

const load = (master = '') => loadCredentials({ kubeconfig, master }, () => 0)

/** A plugin that tells as a token what it was told. */
const plugin = `
  const { apiVersion, spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
  const token = [apiVersion, spec.interactive, process.env.OWN, process.argv[1]].join(' ')
  console.log(JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token } }))
`

describe('a user of a kubeconfig', () => {
  it.each<readonly [string, object, object]>([
    ['with a token', { token: 'abc' }, { headers: { Authorization: 'Bearer abc' } }],
    [
      'with a token file, which wins',
      { token: 'abc', tokenFile: 'token' },
      { headers: { Authorization: 'Bearer from file' } },
    ],
    ['with a password', { username: 'a', password: 'b' }, { headers: {}, auth: 'a:b' }],
    [
      'with a client certificate',
      { 'client-certificate-data': base64('certificate'), 'client-key': 'key' },
      { headers: {}, cert: Buffer.from('certificate'), key: Buffer.from('from key file') },
    ],
    [
      'who acts for another',
      { token: 'abc', as: 'other' },
      { headers: { Authorization: 'Bearer abc', 'Impersonate-User': 'other' } },
    ],
    ['with nothing', {}, { headers: {} }],
    [
      'with a plugin',
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: process.execPath,
          args: ['-e', plugin, 'argument'],
          env: [{ name: 'OWN', value: 'own' }],
        },
      },
      { headers: { Authorization: 'Bearer client.authentication.k8s.io/v1 false own argument' } },
    ],
  ])('%s', async (_, user, options) => {
    await write(user)
    await writeFile(join(folder, 'token'), 'from file')
    await writeFile(join(folder, 'key'), 'from key file')
    expect(await load().authorize()).toEqual(options)
  })

  test('whose plugin fails', async () => {
    const exec = {
      apiVersion: 'v1',
      command: process.execPath,
      args: ['-e', 'console.error("log in"); process.exit(1)'],
    }
    await write({ exec })
    await expect(load().authorize()).rejects.toThrow('log in')
  })
})

describe('a cluster of a kubeconfig', () => {
  it.each<readonly [string, object, string, object]>([
    ['has a URL', {}, 'https://api.test:6443', {}],
    [
      'has an authority',
      { 'certificate-authority-data': base64('ca') },
      'https://api.test:6443',
      { ca: Buffer.from('ca') },
    ],
    ['is not checked', { 'insecure-skip-tls-verify': true }, 'https://api.test:6443', { rejectUnauthorized: false }],
    ['has another name', { 'tls-server-name': 'kubernetes' }, 'https://api.test:6443', { servername: 'kubernetes' }],
    ['has a path', { server: 'https://rancher.test/k8s/c/' }, 'https://rancher.test/k8s/c', {}],
    [
      'is reached over HTTP',
      { server: 'http://127.0.0.1:8001' },
      'http://127.0.0.1:8001',
      { rejectUnauthorized: false },
    ],
  ])('that %s', async (_, cluster, server, options) => {
    await write({ token: 'abc' }, cluster)
    const credentials = load()
    expect(credentials.server).toBe(server)
    expect(await credentials.authorize()).toEqual({ headers: { Authorization: 'Bearer abc' }, ...options })
  })

  test('is at the URL of --master instead', async () => {
    await write({ token: 'abc' })
    const credentials = load('https://other.test/')
    expect(credentials.server).toBe('https://other.test')
    expect(await credentials.authorize()).toEqual({ headers: { Authorization: 'Bearer abc' } })
  })

  test('behind a proxy is reached through it', async () => {
    await write({ token: 'abc' }, { 'proxy-url': 'http://proxy.test:3128' })
    expect(await load().authorize()).toHaveProperty('agent.proxy')
  })
})

test('--master alone means no credentials', async () => {
  const credentials = loadCredentials({ kubeconfig: '', master: 'https://other.test' }, () => 0)
  expect([credentials.server, await credentials.authorize()]).toEqual(['https://other.test', { headers: {} }])
})

describe('what cannot be used is told', () => {
  test('a file that is missing', () => {
    expect(load).toThrow(`--kubeconfig: ${kubeconfig} cannot be used: ENOENT`)
  })
  test('a file that is broken', async () => {
    await writeFile(kubeconfig, 'clusters: [')
    expect(load).toThrow(`--kubeconfig: ${kubeconfig} cannot be used: `)
  })
  test('a file that is empty', async () => {
    await writeFile(kubeconfig, '')
    expect(load).toThrow(`--kubeconfig: ${kubeconfig} cannot be used: `)
  })
  test('a context that leads nowhere', async () => {
    await write({}, {}, { 'current-context': 'y' })
    expect(load).toThrow('its current-context "y" leads to no cluster')
  })
  test('neither flag outside of a cluster', () => {
    const nowhere = () => loadCredentials({ kubeconfig: '', master: '' }, () => 0)
    expect(nowhere).toThrow('there is no service account of a pod here: set --kubeconfig, or --master, or --objects')
  })
})

test('after a refusal everything is read again, but not more often than every five seconds', async () => {
  let now = 0
  await write({ token: 'first' })
  const credentials = loadCredentials({ kubeconfig, master: '' }, () => now)
  const tokenAt = async (time: number) => {
    now = time
    return (await credentials.authorize()).headers
  }
  await write({ token: 'second' })
  expect(await tokenAt(60_000)).toEqual({ Authorization: 'Bearer first' })
  credentials.renew()
  expect(await tokenAt(60_000)).toEqual({ Authorization: 'Bearer second' })
  await write({ token: 'third' })
  credentials.renew()
  expect(await tokenAt(64_999)).toEqual({ Authorization: 'Bearer second' })
  expect(await tokenAt(65_000)).toEqual({ Authorization: 'Bearer third' })
})
