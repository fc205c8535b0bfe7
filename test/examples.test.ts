import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { webhooks } from '../src/admission/webhooks.ts'
import { lint } from '../src/cli/lint.ts'
import { review } from '../src/cli/review.ts'
import { openObjectFiles } from '../src/cluster/object-files.ts'
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

it('every job of the examples runs, and every one of refused/ is refused', async () => {
  const { output } = await runCommand(lint, ['examples', '--objects', 'examples'])
  const refused = new Set(output.map((line) => line.split(':', 1)[0]))
  expect([...refused].sort()).toEqual(
    readdirSync('examples/refused')
      .map((file) => `examples/refused/${file}`)
      .sort(),
  )
})
