import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What the lint step says of a line of code in a folder of `src`. */
type Case = readonly [folder: string, code: string, sentence: string]

const refused: readonly Case[] = [
  ['kubernetes', "import { readFileSync } from 'node:fs'", 'kubernetes is pure: it imports no package'],
  ['kubernetes', "import type { V1Pod } from '@kubernetes/client-node'", 'kubernetes is pure: it imports no package'],
  ['kubernetes', "import { env } from '../plugins/env/env.ts'", 'kubernetes may import no other folder'],
  ['plugins', "export { webhooks } from '../admission/webhooks.ts'", 'plugins may import kubernetes'],
  ['plugins', 'export const chance = Math.random()', 'pure code has no clock and no randomness'],
  ['admission', "export const late = () => import('../server/app.ts')", 'admission may import kubernetes, plugins'],
  ['admission', 'export const now = Date.now()', 'pure code has no clock and no randomness'],
  ['envelope', "import 'fastify'", 'envelope is pure: it imports no package'],
  [
    'server',
    "import type { KubeConfig } from '@kubernetes/client-node'",
    'server may import the packages fastify, pino, prom-client',
  ],
  [
    'server',
    "import { connectCluster } from '../cluster/connect-cluster.ts'",
    'server may import kubernetes, plugins, admission, envelope',
  ],
  [
    'cluster',
    "import { buildApp } from '../server/app.ts'",
    'cluster may import kubernetes, plugins, admission, manifests',
  ],
  ['tls', "import { webhooks } from '../admission/webhooks.ts'", 'tls may import kubernetes'],
  ['config', "import 'fastify'", 'config may import the packages ajv, yaml'],
  ['cli', "import '../main.ts'", 'main.ts imports the commands, not they it'],
]

const accepted: readonly (readonly [folder: string, code: string])[] = [
  ['plugins', "import { add } from '../kubernetes/json-patch.ts'"],
  ['admission', "import { grant } from '../plugins/grant.ts'"],
  ['envelope', "import type { Review } from '../admission/review.ts'"],
  ['server', "import fastify from 'fastify'"],
  ['cluster', "import { KubeConfig } from '@kubernetes/client-node'"],
  ['tls', "import forge from 'node-forge'"],
  ['tls', "import { Certificate } from 'pkijs'"],
  ['cli', "import { admit } from '../server/admit.ts'"],
]

/** A project of guarded files beside the real one: same rules, nothing else. */
const project = mkdtempSync(join(tmpdir(), 'import-rules-'))
const fileOf = (kind: string, index: number): string => `${kind}-${index}.ts`
let said: readonly Readonly<{ file: string; message: string }>[] = []

beforeAll(() => {
  cpSync('biome.json', join(project, 'biome.json'))
  cpSync('lint', join(project, 'lint'), { recursive: true })
  const write = (kind: string, cases: readonly (readonly string[])[]) => {
    for (const [index, [folder = '', code = '']] of cases.entries()) {
      mkdirSync(join(project, 'src', folder), { recursive: true })
      writeFileSync(join(project, 'src', folder, fileOf(kind, index)), `${code}\n`)
    }
  }
  write('refused', refused)
  write('accepted', accepted)
  const biome = join(process.cwd(), 'node_modules/.bin/biome')
  const flags = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none']
  const { stdout } = spawnSync(biome, flags, { cwd: project, encoding: 'utf8' })
  said = JSON.parse(stdout).diagnostics.map(({ location, message }: Diagnostic) => ({
    file: JSON.stringify(location.path),
    message,
  }))
})

afterAll(() => rmSync(project, { recursive: true }))

type Diagnostic = Readonly<{ message: string; location: Readonly<{ path: unknown }> }>

const saidOf = (kind: string, index: number): readonly string[] =>
  said.filter(({ file }) => file.includes(fileOf(kind, index))).map(({ message }) => message)

describe('the lint step refuses in', () => {
  it.each(refused.map((one, index) => [...one, index] as const))('%s: %s', (_, __, sentence, index) => {
    expect(saidOf('refused', index).join('\n')).toContain(sentence)
  })
})

describe('the lint step accepts in', () => {
  it.each(accepted.map((one, index) => [...one, index] as const))('%s: %s', (_, __, index) => {
    expect(saidOf('accepted', index).filter((message) => !message.includes('unused'))).toEqual([])
  })
})
