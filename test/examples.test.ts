import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../src/admission/settings.ts'
import type { Webhook } from '../src/admission/webhook.ts'
import { webhooks } from '../src/admission/webhooks.ts'
import { judgeCreation } from '../src/cli/judge-creation.ts'
import { lint } from '../src/cli/lint.ts'
import { openCluster } from '../src/cli/open-cluster.ts'
import { review } from '../src/cli/review.ts'
import { openObjectFiles } from '../src/cluster/object-files.ts'
import type { KubernetesObject } from '../src/manifests/manifest.ts'
import { readManifests } from '../src/manifests/read-manifests.ts'
import { runCommand } from './cli/run-command.ts'
import { buildServer } from './server/build-server.ts'

type Row = Readonly<{ file: string; path: string }>

/** The questions of the examples, and where its README says that they are to be posted. */
const questions: readonly Row[] = [
  ...readFileSync('examples/README.md', 'utf8').matchAll(/^\| `(?<file>\S+\.json)` \| `(?<path>\S+)` \|/gm),
].map(({ groups }) => groups as Row)

const ask = async (rows: readonly Row[]): Promise<readonly string[]> => {
  const lines = rows.map(({ file, path }) => `{"url": "${path}", "request": ${text(file)}}`)
  return (await runCommand(review, ['--objects', 'examples'], lines.join('\n'))).output
}
const text = (file: string): string => JSON.stringify(JSON.parse(readFileSync(`examples/reviews/${file}`, 'utf8')))
const answers = (await ask(questions)).map((line) => JSON.parse(line).response)
const answerTo = (file: string) => answers[questions.findIndex((row) => row.file === file)]
const patchOf = (file: string): readonly Readonly<{ path: string; value: unknown }>[] =>
  JSON.parse(Buffer.from(answerTo(file).patch, 'base64').toString())

it('each question is in the table of the README', () => {
  expect(questions.map(({ file }) => file).sort()).toEqual(readdirSync('examples/reviews').sort())
})

describe('the answer is the one of the table for', () => {
  it('the job that waits for too many', () => {
    const { allowed, status } = answerTo('job-that-waits-for-too-many.json')
    expect([allowed, status.details.causes]).toEqual([
      false,
      [
        {
          reason: 'FieldValueInvalid',
          field: 'spec.minAvailable',
          message: expect.stringContaining("job 'minAvailable' should not be greater than total replicas in tasks"),
        },
      ],
    ])
  })

  it('the job without defaults', () => {
    expect(patchOf('job-without-defaults.json').map(({ path }) => path)).toContain('/spec/minAvailable')
  })

  it.each([
    ['pod-of-tensorflow-worker-1.json', 'tensorflow-dist-mnist-worker-1', ['/etc/volcano']],
    ['pod-of-mpi-master.json', 'lm-mpi-job-mpimaster-0', ['/root/.ssh', '/etc/volcano']],
  ])('%s', (file, hostname, mountPaths) => {
    const patch = patchOf(file)
    expect(patch).toContainEqual({ op: 'add', path: '/spec/hostname', value: hostname })
    expect(patch.find(({ path }) => path === '/spec/containers/0/volumeMounts')?.value).toMatchObject(
      mountPaths.map((mountPath) => ({ mountPath })),
    )
  })
})

it('the server answers with the same bytes', async () => {
  const source = openObjectFiles(['examples'], { onMistake: () => undefined })
  await source.start()
  const server = buildServer({ webhooks, source })
  const served = await Promise.all(questions.map(async ({ file, path }) => (await server.post(path, text(file))).body))
  await source.close()
  expect(served).toEqual(await ask(questions))
})

const { manifests } = await readManifests(['examples'])
const cluster = await openCluster(['examples'], defaultSettings, () => undefined)

/** The files in refused/ and warned/ have mistakes; all others run. */
const isMistaken = (file: string): boolean => /^examples\/(refused|warned)\//.test(file)
const validatingWebhooks = webhooks.filter(({ type }) => type === 'validating')

const create = (object: KubernetesObject) => judgeCreation(object, cluster, defaultSettings)

/** Whether the API server asks a webhook about an object: each kind has the plural of its name. */
const isAskedAbout = ({ resource: { group, resource } }: Webhook, { apiVersion, kind }: KubernetesObject): boolean =>
  apiVersion.split('/').slice(0, -1).join() === group && resource === `${kind.toLowerCase()}s`

/** The manifests of kinds that are validated, each with a title. */
const validated = manifests
  .filter(({ object }) => validatingWebhooks.some((webhook) => isAskedAbout(webhook, object)))
  .map((manifest) => {
    const { kind, metadata } = manifest.object as KubernetesObject & { metadata: { name: string } }
    return { ...manifest, title: `${kind} ${metadata.name}` }
  })
const mistakenFiles = [...new Set(validated.map(({ file }) => file).filter(isMistaken))]

describe('an example that runs', () => {
  it.each(validated.filter(({ file }) => !isMistaken(file)))(
    '$file: $title is admitted without a word',
    ({ object }) => {
      expect(create(object)).toMatchObject({ allowed: true, findings: [] })
    },
  )
})

describe('an example with a mistake', () => {
  const isRefused = (file: string): boolean => file.startsWith('examples/refused/')

  it.each(mistakenFiles)('%s: is answered as its folder says, with the sentences of its comment', (file) => {
    const answers = validated.filter((manifest) => manifest.file === file).map(({ object }) => create(object))
    const said = answers.flatMap((answer) => (answer?.allowed === !isRefused(file) ? answer.findings : []))
    const promised = [...readFileSync(file, 'utf8').matchAll(/^# {3}(.+)$/gm)].map(([, sentence = '']) => sentence)
    expect(promised.filter((sentence) => !said.some(({ message }) => message.includes(sentence)))).toEqual([])
    expect(promised.length).toBeGreaterThan(0)
  })
})

describe('there are examples that run, and examples with a mistake', () => {
  it.each(validatingWebhooks.map((webhook) => [webhook.path, webhook] as const))('for %s', (_, webhook) => {
    const files = manifests.filter(({ object }) => isAskedAbout(webhook, object)).map(({ file }) => file)
    expect([files.some((file) => !isMistaken(file)), files.some(isMistaken)]).toEqual([true, true])
  })
})

it('each example is in a table of the README', () => {
  const listed = [...readFileSync('examples/README.md', 'utf8').matchAll(/^\| \[`(.+\.yaml)`\]\((.+)\) \|/gm)]
  const files = [...new Set(manifests.map(({ file }) => file.slice('examples/'.length)))]
  expect(listed.map(([, name]) => name).sort()).toEqual(files.filter((file) => file.endsWith('.yaml')).sort())
  expect(listed.filter(([, name, link]) => name !== link)).toEqual([])
})

it('lint finds something in each example with a mistake, and nothing in the others', async () => {
  const { output } = await runCommand(lint, ['examples', '--objects', 'examples'])
  const found = new Set(output.map((line) => line.split(':', 1)[0] ?? ''))
  expect([...found].sort()).toEqual([...mistakenFiles].sort())
})
