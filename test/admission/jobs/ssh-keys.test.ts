import { execFileSync, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/admission/settings.ts'
import { generateSshKeys } from '../../../src/cluster/companions/ssh-keys.ts'
import type { PodSpec } from '../../../src/kubernetes/shapes/pod.ts'
import { publicHalf } from '../../../src/plugins/ssh/public-half.ts'
import { aJob, aTask } from '../../builders.ts'
import { findingsOf } from './findings-of.ts'

const jobWith = (args: readonly string[], spec: Partial<PodSpec> = {}) =>
  aJob({
    plugins: { ssh: [...args] },
    tasks: [aTask('worker', { template: { spec: { containers: [{ name: 'main', image: 'i' }], ...spec } } })],
  })

describe('ssh-keys-are-not-in-the-job:', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['no key', [], []],
    ['a public key, which is none to keep', ['--ssh-public-key=ssh-rsa AAAA'], []],
    ['a Secret', ['--ssh-secret-name=keys'], []],
    [
      'a private key',
      ['--ssh-port=22', '--ssh-private-key', 'hush'],
      [
        'spec.plugins[ssh][1]: Forbidden: a private key in a job can be read by all who may read the job; leave it out, or put the keys into a Secret and name it with --ssh-secret-name',
      ],
    ],
  ])('%s', (_, args, want) => {
    expect(findingsOf('ssh-keys-are-not-in-the-job', jobWith(args))).toEqual(want)
  })
})

const hasKeygen = spawnSync('ssh-keygen', ['-?'], { stdio: 'ignore' }).error === undefined
if (!hasKeygen) console.warn('keys of ssh-keygen are not read here: there is no ssh-keygen')

/** A pair as ssh-keygen makes it. */
function keygen(...args: readonly string[]): Readonly<{ privateKey: string; publicKey: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-pair-'))
  try {
    const file = join(folder, 'key')
    execFileSync('ssh-keygen', ['-q', '-N', '', '-C', 'ada@lab', ...args, '-f', file])
    return { privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const made = await generateSshKeys('rsa')
const others = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pairs = {
  ed25519: await generateSshKeys('ed25519'),
  'RSA in PKCS #1': made,
}

describe('the public half of a private key', () => {
  it.each(Object.entries(pairs))('is found: %s', (_, { privateKey, publicKey }) => {
    expect(publicHalf(privateKey)).toBe(publicKey.trim().split(' ')[1])
  })

  it.runIf(hasKeygen || process.env.CI !== undefined).each([
    ['-t', 'ed25519'],
    ['-t', 'ecdsa', '-b', '521'],
    ['-t', 'rsa', '-b', '2048'],
    ['-t', 'rsa', '-b', '2048', '-m', 'PEM'],
  ])('is found in what ssh-keygen makes: %s %s %s %s %s %s', (...args) => {
    const { privateKey, publicKey } = keygen(...args.filter((arg) => arg !== undefined))
    expect(publicHalf(privateKey)).toBe(publicKey.split(' ')[1])
  })

  it.each([
    ['no key', 'hush'],
    ['another form', others.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['no base64', '-----BEGIN RSA PRIVATE KEY-----\n!\n-----END RSA PRIVATE KEY-----'],
    ['something else in base64', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'],
    ['an endless text', `-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(1_000_000)}\n-----END RSA PRIVATE KEY-----`],
  ])('is not found in %s', (_, text) => {
    expect(publicHalf(text)).toBeUndefined()
  })

  it('is looked for in whatever is cut off', () => {
    const { privateKey } = pairs['RSA in PKCS #1']
    fc.assert(
      fc.property(fc.nat(privateKey.length), fc.nat(privateKey.length), (from, to) => {
        const text = `${privateKey.slice(0, from)}${privateKey.slice(to)}`
        expect(() => publicHalf(text)).not.toThrow()
      }),
    )
  })
})

describe('ssh-key-pair-is-whole:', () => {
  const rsa = pairs['RSA in PKCS #1']
  const own = `--ssh-private-key=${rsa.privateKey}`
  it.each<[string, readonly string[], readonly string[]]>([
    ['nothing', [], []],
    ['a Secret', ['--ssh-secret-name=keys'], []],
    ['a pair', [own, `--ssh-public-key=${rsa.publicKey}`], []],
    ['a pair whose form does not tell', ['--ssh-private-key=hush', '--ssh-public-key=open'], []],
    [
      'a private key alone',
      [own],
      [
        'spec.plugins[ssh][0]: Invalid value: "--ssh-private-key": without --ssh-public-key no pod lets this key in; give the public half, too',
      ],
    ],
    [
      'a public key alone',
      [`--ssh-public-key=${rsa.publicKey}`],
      [
        'spec.plugins[ssh][0]: Invalid value: "--ssh-public-key": without --ssh-private-key a pair is generated, and this key is not used; give both',
      ],
    ],
    [
      'halves of two pairs',
      [own, `--ssh-public-key=${pairs.ed25519.publicKey}`],
      [
        'spec.plugins[ssh][1]: Invalid value: "--ssh-public-key": this is not the public half of --ssh-private-key, so no login between pods works; give that one',
      ],
    ],
    [
      'keys beside a Secret',
      [own, '--ssh-secret-name=keys'],
      [
        'spec.plugins[ssh][0]: Invalid value: "--ssh-private-key": the keys of --ssh-secret-name are used instead; leave this out',
      ],
    ],
  ])('%s', (_, args, want) => {
    expect(findingsOf('ssh-key-pair-is-whole', jobWith(args))).toEqual(want)
  })
})

describe('ssh-keys-are-usable:', () => {
  const rule = 'ssh-keys-are-usable'
  const at = 'spec.tasks[0].template.spec'
  const away = ['--ssh-key-file-path=/home/mpi/.ssh']
  const refused = `ssh of root refuses its keys in /home/mpi/.ssh, as all can read them (0644); leave them in /root/.ssh, or start the server with --ssh-file-modes=by-user`
  const grouped =
    'ssh of root refuses its keys, as fsGroup lets a group read them; leave fsGroup out, or run as another user'
  const homeless =
    'the keys of ssh are in /root/.ssh, which is the home of root; give --ssh-key-file-path the home of this user and /.ssh'

  it.each<[string, readonly string[], Partial<PodSpec>, readonly string[]]>([
    ['whom the image says', away, { securityContext: { fsGroup: 1 } }, []],
    ['root at home', [], { securityContext: { runAsUser: 0 } }, []],
    ['a name of a Secret', ['--ssh-secret-name=our.keys'], {}, []],
    [
      'no name of a Secret',
      ['--ssh-port=22', '--ssh-secret-name=Our_Keys'],
      {},
      [
        'spec.plugins[ssh][1]: Invalid value: "Our_Keys": no Secret can have this name, so the pods would wait for it; names are lower case letters, digits, - and .',
      ],
    ],
    ['another user elsewhere', away, { securityContext: { runAsUser: 7, fsGroup: 1 } }, []],
    [
      'root elsewhere',
      away,
      {
        containers: [
          { name: 'main', image: 'i' },
          { name: 'b', image: 'i', securityContext: { runAsUser: 0 } },
        ],
      },
      [`${at}.containers[1].securityContext.runAsUser: Invalid value: 0: ${refused}`],
    ],
    [
      'root in a group',
      [],
      { securityContext: { runAsUser: 0, fsGroup: 1 } },
      [`${at}.securityContext.runAsUser: Invalid value: 0: ${grouped}`],
    ],
    [
      'another user in the home of root',
      [],
      { securityContext: { runAsUser: 7 } },
      [`${at}.securityContext.runAsUser: Invalid value: 7: ${homeless}`],
    ],
    [
      'who is not root, in the home of root',
      [],
      { securityContext: { runAsNonRoot: true } },
      [`${at}.securityContext.runAsNonRoot: Invalid value: true: ${homeless}`],
    ],
  ])('%s', (_, args, spec, want) => {
    expect(findingsOf(rule, jobWith(args, spec))).toEqual(want)
  })

  it('says nothing of root elsewhere when modes are by user', () => {
    const job = jobWith(away, { securityContext: { runAsUser: 0 } })
    expect(findingsOf(rule, job, { settings: { ...defaultSettings, sshFileModes: 'by-user' } })).toEqual([])
  })
})

describe('ssh-port-is-free-on-nodes:', () => {
  const onHost: Partial<PodSpec> = { hostNetwork: true }
  const taken =
    "spec.tasks[0].template.spec.hostNetwork: Invalid value: true: ssh goes to port 22, which on the host network is that of the node's own sshd; give ssh --ssh-port another, and mpi --port the same"
  it.each<[string, readonly string[], Partial<PodSpec>, readonly string[]]>([
    ['a network of its own', [], {}, []],
    ['another port', ['--ssh-port=2222'], onHost, []],
    ['the default', [], onHost, [taken]],
    ['what is no port, and means 22', ['--ssh-port=70000'], onHost, [taken]],
  ])('%s', (_, args, spec, want) => {
    expect(findingsOf('ssh-port-is-free-on-nodes', jobWith(args, spec))).toEqual(want)
  })
})
