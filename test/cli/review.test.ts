import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { review } from '../../src/cli/review.ts'
import { runCommand } from './run-command.ts'

const question = (file: string) => JSON.parse(readFileSync(`examples/reviews/${file}.json`, 'utf8'))
const refused = { url: '/jobs/validate?timeout=10s', request: question('job-that-waits-for-too-many') }
const worker = { url: '/pods/mutate', request: question('pod-of-tensorflow-worker-1') }
const queue = (state: string) => ({
  apiVersion: 'scheduling.volcano.sh/v1beta1',
  kind: 'Queue',
  metadata: { name: 'default' },
  status: { state },
})

const ask = async (lines: readonly unknown[], args: readonly string[] = []) => {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const { code, output, complaints } = await runCommand(review, args, input)
  return { code, complaints, answers: output.map((line) => JSON.parse(line)) }
}

const pathsOf = (answer: { response: { patch?: string } }): readonly string[] =>
  JSON.parse(Buffer.from(answer.response.patch ?? btoa('[]'), 'base64').toString()).map(
    ({ path }: { path: string }) => path,
  )

it('answers each line in its order', async () => {
  const { code, answers } = await ask([refused, worker, refused], ['--objects', 'examples'])
  expect([code, answers.map(({ response }) => [response.uid, response.allowed])]).toEqual([
    0,
    [
      ['job-1', false],
      ['pod-1', true],
      ['job-1', false],
    ],
  ])
})

it('takes whole addresses for paths', async () => {
  const { answers } = await ask([{ ...refused, url: 'https://volcano-admission.svc:443/jobs/validate?timeout=10s' }])
  expect(answers[0].response.allowed).toBe(false)
})

it('knows the jobs under --objects', async () => {
  const { answers } = await ask([worker], ['--objects', 'examples/tensorflow.yaml'])
  expect(pathsOf(answers[0])).toContain('/spec/hostname')
})

describe('of the cluster it knows', () => {
  it('what a line says, exactly and for that line alone', async () => {
    const job = { ...refused.request.request.object }
    job.spec = { ...job.spec, minAvailable: 3 }
    const sound = {
      url: '/jobs/validate',
      request: { ...refused.request, request: { ...refused.request.request, object: job } },
    }
    const { answers, complaints } = await ask([
      { ...sound, cluster: [queue('Open')] },
      { ...sound, cluster: [queue('Closed')] },
      { ...sound, cluster: [] },
      sound,
    ])
    expect(answers.map(({ response }) => [response.allowed, response.status?.message ?? ''])).toEqual([
      [true, ''],
      [false, expect.stringContaining('queue `default` status is `Closed`')],
      [false, expect.stringContaining('queue.scheduling.volcano.sh "default" not found')],
      [true, ''],
    ])
    expect(complaints).toContain('not checked, as nothing is known of what it looks up: queue-takes-jobs')
  })
})

describe('a line that is no question gets the Status that the server would send:', () => {
  it.each<[string, unknown, number, string]>([
    ['no JSON', 'garbage', 400, 'the line is not JSON: '],
    ['no url', { request: {} }, 400, 'the line has no "url", such as "/jobs/validate"'],
    ['a cluster that is no list', { url: '/jobs/validate', cluster: {} }, 400, '"cluster" must be a list of objects'],
    ['an unknown path', { url: '/nope' }, 404, 'there is no webhook at /nope'],
    ['no review', { url: '/jobs/validate', request: {} }, 400, 'the AdmissionReview has no request'],
  ])('%s', async (_, line, code, message) => {
    const { answers } = await ask([line, worker])
    expect(answers).toEqual([
      expect.objectContaining({ kind: 'Status', code, message: expect.stringContaining(message) }),
      expect.objectContaining({ kind: 'AdmissionReview' }),
    ])
  })
})

it('decides with the settings of the server', async () => {
  const without = { url: '/jobs/mutate', request: question('job-without-defaults') }
  const { answers } = await ask([without], ['--scheduler-name=night'])
  const patch = JSON.parse(Buffer.from(answers[0].response.patch, 'base64').toString())
  expect(patch).toContainEqual({ op: 'add', path: '/spec/schedulerName', value: 'night' })
})

it('tells all wrong flags at once, with the nearest right one', async () => {
  expect(
    await runCommand(review, [
      '--object',
      'x',
      '--admission-conf=/nowhere',
      '--rules=has-task=off',
      '--scheduler-name',
    ]),
  ).toEqual({
    code: 2,
    output: [],
    complaints: [
      '--object: unknown flag; did you mean --objects?',
      '--scheduler-name: needs a value',
      '--rules: there is no rule has-task to be set; did you mean has-tasks?',
      "/nowhere: cannot be read: ENOENT: no such file or directory, open '/nowhere'",
    ],
  })
})
