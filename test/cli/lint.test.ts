import { describe, expect, it } from 'vitest'
import { lint } from '../../src/cli/lint.ts'
import { runCommand } from './run-command.ts'

const job = (spec: string, name = 'train') => `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata:
  name: ${name}
spec:
${spec}`
const task = `  tasks:
    - replicas: 1
      template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}
`

it('passes the examples that run', async () => {
  const { code, output, complaints } = await runCommand(lint, ['examples/tensorflow.yaml', 'examples/mpi.yaml'])
  expect({ code, output, complaints }).toEqual({
    code: 0,
    output: [],
    complaints: expect.arrayContaining([
      'not checked, as nothing is known of what it looks up (--objects): queue-takes-jobs',
      '2 objects: 0 refused, 0 findings',
    ]),
  })
})

describe('says with file, line and field', () => {
  it.each<[string, string, number, readonly string[]]>([
    [
      'what would be refused',
      job(`  minAvailable: 2\n${task}`),
      1,
      [
        "stdin:6: error: spec.minAvailable: Invalid value: 2: job 'minAvailable' should not be greater than total replicas in tasks; replicas in all: 1, so lower minAvailable or raise replicas [min-available-fits-replicas]",
      ],
    ],
    [
      'what has a wrong type',
      job(`  minAvailable: two\n${task}`),
      1,
      [
        'stdin:6: error: spec.minAvailable: Invalid value: json: cannot unmarshal string into Go struct field JobSpec.spec.minAvailable of type int32 [decodes]',
      ],
    ],
    [
      'what is advice, and passes',
      job(`${task}  policies: [{exitCode: 3, action: Dance}]\n`),
      0,
      [
        'stdin:9: warning: spec.policies[0].action: Invalid value: "Dance": invalid policy action; valid actions are [AbortJob CompleteJob RestartJob RestartPartition RestartPod RestartTask ResumeJob TerminateJob] [exit-codes-have-actions]',
      ],
    ],
    ['what is no YAML', 'a: [', 1, [expect.stringMatching(/^stdin:1: /)]],
    [
      'the second of two jobs',
      `${job(task)}---\n${job(`  minAvailable: 2\n${task}`, 'second')}`,
      1,
      [expect.stringMatching(/^stdin:15: error: spec\.minAvailable: /)],
    ],
  ])('%s', async (_, text, wantCode, wantOutput) => {
    const { code, output } = await runCommand(lint, ['-'], text)
    expect({ code, output }).toEqual({ code: wantCode, output: wantOutput })
  })
})

it.each<[string, readonly string[], number, string]>([
  ['refuses what can have no effect', ['--rule-preset=recommended'], 1, 'error'],
  ['refuses what a rule is set to deny', ['--rules=exit-codes-have-actions=deny'], 1, 'error'],
  [
    'warns where a rule is set to',
    ['--rule-preset', 'recommended', '--rules', 'exit-codes-have-actions=warn'],
    0,
    'warning',
  ],
  ['says nothing where a rule is off', ['--rules=has-tasks=warn,exit-codes-have-actions=off'], 0, ''],
])('as strict as on the server, it %s: %j', async (_, flags, code, severity) => {
  const text = job(`${task}  policies: [{exitCode: 3, action: Dance}]\n`)
  const linted = await runCommand(lint, ['-', ...flags], text)
  expect(linted.code).toBe(code)
  expect(linted.output.map((line) => line.split(': ')[1] ?? '').join()).toBe(severity)
})

it('counts how deep queues are as the server does', async () => {
  const deep = ['a', 'b'].map(
    (name, i) => `apiVersion: scheduling.volcano.sh/v1beta1
kind: Queue
metadata: {name: ${name}}
spec: {parent: ${['root', 'a'][i]}, weight: 1, reclaimable: true}
`,
  )
  const codeWith = async (...flags: string[]) => (await runCommand(lint, ['-', ...flags], deep.join('---\n'))).code
  expect([await codeWith(), await codeWith('--max-queue-depth=1'), await codeWith('--max-queue-depth', '2')]).toEqual([
    0, 1, 0,
  ])
})

const queue = 'apiVersion: scheduling.volcano.sh/v1beta1\nkind: Queue\nmetadata: {name: night}\nspec: {weight: 1}\n'

it('looks queues up in the same files', async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs')
  const folder = mkdtempSync('/tmp/lint-')
  writeFileSync(
    `${folder}/all.yaml`,
    `${queue}---\n${job(`  queue: night\n${task}`)}---\n${job(`  queue: day\n${task}`)}`,
  )
  const { code, output } = await runCommand(lint, [folder])
  rmSync(folder, { recursive: true })
  expect({ code, output }).toEqual({
    code: 1,
    output: [expect.stringContaining('spec.queue: Not found: "day": unable to find job queue')],
  })
})

it('looks queues up in what it reads from the standard input', async () => {
  const { output, complaints } = await runCommand(lint, ['-'], `${queue}---\n${job(`  queue: day\n${task}`)}`)
  expect(output).toEqual([expect.stringMatching(/^stdin:\d+: error: spec\.queue: Not found: "day"/)])
  expect(complaints.filter((line) => line.includes('queue-takes-jobs') || line.includes('cannot be read'))).toEqual([])
})

it('knows of a Service in the same files that has the name of a job', async () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {ports: [{port: 80}]}\n'
  const { output, complaints } = await runCommand(
    lint,
    ['-'],
    `${job(`  plugins: {svc: []}\n${task}`, 'db')}---\n${service}`,
  )
  expect(output).toEqual([
    expect.stringMatching(
      /^stdin:4: warning: metadata\.name: .* a Service "db" is there .*\[companion-names-are-free\]$/,
    ),
  ])
  expect(complaints.filter((line) => line.includes('companion-names-are-free'))).toEqual([])
})

it('passes over objects that no webhook is for', async () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: 7\n'
  const ofKubernetes = job(task).replace('batch.volcano.sh/v1alpha1', 'batch/v1')
  const { code, output, complaints } = await runCommand(lint, ['-'], `${deployment}---\n${ofKubernetes}`)
  expect({ code, output, complaints }).toEqual({
    code: 0,
    output: [],
    complaints: ['0 objects: 0 refused, 0 findings'],
  })
})

it('checks pods, too', async () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: 7}\n'
  const { code, output, complaints } = await runCommand(lint, ['-'], pod)
  expect({ code, output }).toEqual({ code: 1, output: [expect.stringMatching(/^stdin:4: error: spec\.containers: /)] })
  expect(complaints).toEqual(['1 object: 1 refused, 1 finding'])
})

it.each([
  ['no file', []],
  ['a wrong flag', ['--nope', 'x.yaml']],
])('%s is wrong usage', async (_, args) => {
  expect((await runCommand(lint, args)).code).toBe(2)
})

describe('a job whose name begins with a digit, with svc,', () => {
  const numbered = job(`  plugins: {svc: []}\n${task}`, '2024-train')
  const named = 'the Service that svc makes would be called "2024-train"'

  it.each<[string, readonly string[], readonly string[]]>([
    ['is fine with the newest Kubernetes', [], []],
    ['is fine from Kubernetes 1.36 on', ['--kubernetes-version=1.36'], []],
    ['is warned of before', ['--kubernetes-version=v1.35.4'], [expect.stringContaining(named)]],
  ])('%s', async (_, flags, expected) => {
    const { code, output } = await runCommand(lint, ['-', ...flags], numbered)
    expect([code, output]).toEqual([0, expected])
  })

  it('is refused before with the preset recommended', async () => {
    const flags = ['--kubernetes-version=1.35', '--rule-preset=recommended']
    const { code } = await runCommand(lint, ['-', ...flags], numbered)
    expect(code).toBe(1)
  })
})
