import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../src/kubernetes/shapes/volcano-job.ts'
import { hostsOf, tasksOf } from '../../src/plugins/hosts.ts'
import { defaultPluginOptions, type PluginOptions } from '../../src/plugins/plugin-options.ts'
import { ssh } from '../../src/plugins/ssh/ssh.ts'
import { aJob, aTask } from '../builders.ts'

type Form = PluginOptions['sshClientConfig']

const isThere = spawnSync('ssh', ['-V'], { stdio: 'ignore' }).error === undefined
if (!isThere) console.warn('client configurations are not read by ssh here: there is no ssh')

const configOf = (job: Job, form: Form): string => {
  const [secret] = ssh.companions(job, job.spec?.plugins?.ssh ?? [], { ...defaultPluginOptions, sshClientConfig: form })
  return (secret?.stringData as Readonly<{ config?: string }> | undefined)?.config ?? ''
}

const withHost = (name: string, hostname: string, subdomain = '') =>
  aTask(name, { replicas: 2, template: { spec: { hostname, ...(subdomain && { subdomain }) } } })
const withSubdomain = (name: string, subdomain: string) =>
  aTask(name, { replicas: 2, template: { spec: { subdomain } } })

describe('patterns', () => {
  it('are one for each task, whatever its replicas', () => {
    const tasks = (replicas: number) => [aTask('ps', { replicas }), aTask('mpi-worker', { replicas: 2 * replicas })]
    const config = configOf(aJob({ plugins: { ssh: ['--ssh-port=2222'] }, tasks: tasks(1) }), 'patterns')
    expect(config).toBe(`StrictHostKeyChecking no
UserKnownHostsFile /dev/null
Host train-ps-* !*.*
  HostName %h.train
  Port 2222
Host train-mpi-worker-* !*.*
  HostName %h.train
  Port 2222
Host *.train *.train.*
  Port 2222
`)
    expect(configOf(aJob({ plugins: { ssh: ['--ssh-port=2222'] }, tasks: tasks(9) }), 'patterns')).toBe(config)
  })

  it('give way to hosts where the name of the job has a dot', () => {
    const job = aJob({ plugins: { ssh: [] } }, 'a.b')
    expect(configOf(job, 'patterns')).toBe(configOf(job, 'hosts'))
  })
})

describe.runIf(isThere || process.env.CI !== undefined)('ssh', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssh-config-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Where ssh would go: `host:port`. */
  function resolve(config: string, host: string): string {
    const file = join(folder, 'config')
    writeFileSync(file, config)
    const { status, stdout, stderr } = spawnSync('ssh', ['-G', '-F', file, host], { encoding: 'utf8' })
    if (status !== 0) return stderr
    const found = Object.fromEntries(stdout.split('\n').map((line) => line.split(' ', 2)))
    expect([found.stricthostkeychecking, found.userknownhostsfile]).toEqual(['false', '/dev/null'])
    return `${found.hostname}:${found.port}`
  }

  it.each<Form>(['hosts', 'patterns'])('finds every host of a job by %s', (form) => {
    const taskName = fc.constantFrom('a', 'b-1', 'worker')
    const task = taskName.chain((name) =>
      fc.oneof(
        fc.nat(3).map((replicas) => aTask(name, { replicas })),
        fc.constant(withHost(name, `host-${name}`, 'sub')),
        fc.constant(withHost(name, `own-${name}`)),
        fc.constant(withSubdomain(name, 'elsewhere')),
      ),
    )
    const jobs = fc
      .tuple(fc.uniqueArray(task, { selector: ({ name }) => name, minLength: 1 }), fc.constantFrom(22, 2222, 70000))
      .map(([tasks, port]) => aJob({ tasks, plugins: { ssh: [`--ssh-port=${port}`] } }))
    fc.assert(
      fc.property(jobs, (job) => {
        const port = job.spec?.plugins?.ssh?.[0] === '--ssh-port=2222' ? 2222 : 22
        for (const { name, domain } of tasksOf(job).flatMap((each) => hostsOf(job, each)))
          expect([name, resolve(configOf(job, form), name)]).toEqual([name, `${domain}:${port}`])
      }),
      { numRuns: 15 },
    )
  })

  const job = aJob({ tasks: [aTask('worker')], plugins: { ssh: ['--ssh-port=2222'] } })
  it.each<[string, Form, string, string]>([
    ['a pod of later not by hosts', 'hosts', 'train-worker-99999', 'train-worker-99999:22'],
    ['a pod of later by patterns', 'patterns', 'train-worker-99999', 'train-worker-99999.train:2222'],
    ['a name with its domain, but not the port, by hosts', 'hosts', 'train-worker-0.train', 'train-worker-0.train:22'],
    ['a name with its domain by patterns', 'patterns', 'train-worker-0.train', 'train-worker-0.train:2222'],
    [
      'the whole name by patterns',
      'patterns',
      'train-worker-0.train.lab.svc.cluster.local',
      'train-worker-0.train.lab.svc.cluster.local:2222',
    ],
    ['other hosts as they are', 'patterns', 'github.com', 'github.com:22'],
    ['pods of other jobs as they are', 'patterns', 'training-worker-0', 'training-worker-0:22'],
  ])('finds %s', (_, form, host, want) => {
    expect(resolve(configOf(job, form), host)).toBe(want)
  })
})
