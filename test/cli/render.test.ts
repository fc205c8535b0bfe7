import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { render } from '../../src/cli/render.ts'
import { knownPlugins } from '../../src/plugins/known.ts'
import { runCommand } from './run-command.ts'

const job = (spec: string) => `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: train}
spec: ${spec}
`
const template = 'template: {spec: {containers: [{name: main, image: busybox}]}}'

const listed = async (args: readonly string[], input = '') => {
  const { output } = await runCommand(render, [...args, '--output', 'json'], input)
  const { apiVersion, kind, items } = JSON.parse(output.join('\n'))
  expect({ apiVersion, kind }).toEqual({ apiVersion: 'v1', kind: 'List' })
  return items
}

describe('the MPI example becomes', () => {
  it('its companions and a pod for each task and index, injected', async () => {
    const items = await listed(['examples/mpi.yaml'])
    expect(
      items.map(({ kind, metadata }: { kind: string; metadata: { name: string } }) => `${kind} ${metadata.name}`),
    ).toEqual([
      'Secret lm-mpi-job-ssh',
      'ConfigMap lm-mpi-job-svc',
      'Service lm-mpi-job',
      'NetworkPolicy lm-mpi-job',
      'Pod lm-mpi-job-mpimaster-0',
      'Pod lm-mpi-job-mpiworker-0',
      'Pod lm-mpi-job-mpiworker-1',
      'Pod lm-mpi-job-mpiworker-2',
    ])
    expect(items[7].spec).toMatchObject({
      hostname: 'lm-mpi-job-mpiworker-2',
      subdomain: 'lm-mpi-job',
      schedulerName: 'volcano',
    })
  })

  it('the same as YAML, one document each', async () => {
    const { output } = await runCommand(render, ['examples/mpi.yaml'])
    const documents = parseAllDocuments(output.join('\n')).map((document) => document.toJS())
    expect(documents).toEqual(await listed(['examples/mpi.yaml']))
  })
})

it('generated keys are placeholders, and so is a private key of the user', async () => {
  const [generated] = await listed(['-'], job(`{plugins: {ssh: []}, tasks: [{name: a, replicas: 1, ${template}}]}`))
  const [given] = await listed(
    ['-'],
    job(
      `{plugins: {ssh: ["--ssh-private-key=top", "--ssh-public-key=open"]}, tasks: [{name: a, replicas: 1, ${template}}]}`,
    ),
  )
  expect([generated.stringData, given.stringData]).toMatchObject([
    { id_rsa: '<generated>', config: expect.stringContaining('Host train-a-0\n  HostName train-a-0.train\n') },
    { id_rsa: '<given by --ssh-private-key>', 'id_rsa.pub': 'open' },
  ])
})

it('keys of a Secret of the user are not among those that are made', async () => {
  const [secret] = await listed(
    ['-'],
    job(`{plugins: {ssh: ["--ssh-secret-name=ours"]}, tasks: [{name: a, replicas: 1, ${template}}]}`),
  )
  expect(Object.keys(secret.stringData)).toEqual(['config'])
})

it('flags about job plugins count as on the server', async () => {
  const flags = [
    '--extra-env',
    '--plugin-env-order=prepend',
    '--ssh-client-config=patterns',
    '--publish-not-ready-addresses',
  ]
  const items = await listed(
    ['-', ...flags],
    job(`{plugins: {ssh: [], svc: [], env: []}, tasks: [{name: a, replicas: 1, ${template}}]}`),
  )
  const named = (kind: string) => items.find((item: { kind: string }) => item.kind === kind)
  expect(named('ConfigMap').data).toMatchObject({ hostfile: 'train-a-0.train slots=1\n' })
  expect(named('Service').spec).toMatchObject({ publishNotReadyAddresses: true })
  expect(named('Secret').stringData.config).toContain('Host train-a-* !*.*\n')
  expect(named('Pod').spec.containers[0].env).toContainEqual({ name: 'VC_JOB_SIZE', value: '1' })
})

it('defaults are filled in first: unnamed tasks have names, and volumes have claims, which are made where they are described', async () => {
  const items = await listed(
    ['-'],
    job(
      `{tasks: [{replicas: 1, ${template}}], volumes: [{mountPath: /d, volumeClaim: {volumeName: disk}}, {mountPath: /e, volumeClaimName: mine}]}`,
    ),
  )
  expect(items).toMatchObject([
    {
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'train-pvc-000000000000', namespace: 'default', ownerReferences: [{ name: 'train' }] },
      spec: { volumeName: 'disk' },
    },
    {
      metadata: { name: 'train-default0-0', labels: { 'volcano.sh/queue-name': 'default' } },
      spec: {
        containers: [
          {
            volumeMounts: [
              { name: 'train-000000000000', mountPath: '/d' },
              { name: 'train-000000000001', mountPath: '/e' },
            ],
          },
        ],
        volumes: [
          { name: 'train-000000000000', persistentVolumeClaim: { claimName: 'train-pvc-000000000000' } },
          { name: 'train-000000000001', persistentVolumeClaim: { claimName: 'mine' } },
        ],
      },
    },
  ])
})

describe('pods tell that other clusters extend their queue', () => {
  const queue = (name: string, more: string) => `---
apiVersion: scheduling.volcano.sh/v1beta1
kind: Queue
metadata: {name: ${name}}
spec: {${more}}
`
  const wide = job(`{queue: wide, tasks: [{name: a, replicas: 1, ${template}}]}`)
  const key = 'volcano.sh/job-forwarding'

  it.each<[string, string, string | undefined]>([
    ['when the files say so', wide + queue('wide', 'extendClusters: [{name: far}]'), 'true'],
    ['not when another queue is extended', wide + queue('other', 'extendClusters: [{name: far}]'), undefined],
    ['not when no queue is given', wide, undefined],
  ])('%s', async (_, text, want) => {
    const [{ metadata }] = await listed(['-'], text)
    expect([metadata.labels[key], metadata.annotations[key]]).toEqual([want, want])
  })

  it('when --objects says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'render-'))
    await writeFile(join(folder, 'queue.yaml'), queue('wide', 'extendClusters: [{name: far}]'))
    const [{ metadata }] = await listed(['-', '--objects', folder], wide)
    await rm(folder, { recursive: true })
    expect(metadata.labels[key]).toBe('true')
  })
})

it('every plugin shows the objects that it needs, and volumes the claims that are made', async () => {
  const names = ['master', 'worker', 'head', 'ps']
  const tasks = names.map((name) => `{name: ${name}, replicas: 1, ${template}}`)
  const plugins = knownPlugins.map((name) => `${name}: []`)
  const volumes = '[{mountPath: /data, volumeClaim: {}}, {mountPath: /shared, volumeClaimName: shared}]'
  const items = await listed(['-'], job(`{plugins: {${plugins}}, tasks: [${tasks}], volumes: ${volumes}}`))
  expect(
    items.map(({ kind, metadata }: { kind: string; metadata: { name: string } }) => `${kind} ${metadata.name}`),
  ).toEqual([
    ...['Service train-head-svc', 'Secret train-ssh', 'ConfigMap train-svc', 'Service train', 'NetworkPolicy train'],
    'PersistentVolumeClaim train-pvc-000000000000',
    ...names.map((name) => `Pod train-${name}-0`),
  ])
})

it('the pods of a framework are drawn as they will run', async () => {
  const tasks = ['head', 'worker'].map(
    (name) => `{name: ${name}, replicas: 1, template: {spec: {containers: [{name: ${name}, image: ray}]}}}`,
  )
  const items = await listed(['-'], job(`{plugins: {ray: []}, tasks: [${tasks}]}`))
  expect(
    items.map(({ kind, metadata }: { kind: string; metadata: { name: string } }) => `${kind} ${metadata.name}`),
  ).toEqual([
    'Service train-head-svc',
    'ConfigMap train-svc',
    'Service train',
    'NetworkPolicy train',
    'Pod train-head-0',
    'Pod train-worker-0',
  ])
  expect(items[5].spec.containers[0].command).toEqual([
    'sh',
    '-c',
    'ray start --block --address=train-head-0.train:6379',
  ])
})

describe('a job is not rendered when', () => {
  it.each([
    ['a field has a wrong type', '{tasks: 7}', /^stdin:4: spec\.tasks: .*cannot unmarshal number/],
    [
      'it has more pods than anybody means',
      `{tasks: [{name: a, replicas: 2000000000, ${template}}]}`,
      /^stdin:4: the job has 2000000000 pods, and at most 100000 are rendered$/,
    ],
  ])('%s', async (_, spec, want) => {
    const { code, complaints, output } = await runCommand(render, ['-'], job(spec))
    expect({ code, output, complaints }).toEqual({ code: 1, output: [], complaints: [expect.stringMatching(want)] })
  })
})

it.each([
  ['no file', [], 'usage: volcano-admission render FILE... [--output yaml|json] [--objects PATH]...'],
  ['an unknown output', ['x', '--output=xml'], '--output: invalid value "xml": must be yaml or json'],
])('%s is wrong usage', async (_, args, want) => {
  expect(await runCommand(render, args)).toEqual({ code: 2, output: [], complaints: [want] })
})
