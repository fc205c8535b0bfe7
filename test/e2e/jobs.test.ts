import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { createNamespace, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

describeControlPlane('jobs', (controlPlane) => {
  let server: RunningServer
  let namespace: string

  beforeAll(async () => {
    server = await startServer(controlPlane())
    namespace = await createNamespace(controlPlane())
    stdoutOf(await apply(variant('older-than-the-webhooks', () => undefined)))
    await registerAll(controlPlane(), server)
    await createQueue(controlPlane(), 'default')
    await createQueue(controlPlane(), 'closed', {}, { state: 'Closed' })
  })
  afterAll(() => server?.stop())

  const kubectl = (...args: string[]) => controlPlane().kubectl(['--namespace', namespace, ...args])
  const apply = (text: string, ...flags: string[]) =>
    controlPlane().kubectl(['--namespace', namespace, 'apply', '-f', '-', ...flags], { input: text })
  const stored = async (name: string) =>
    JSON.parse(stdoutOf(await kubectl('get', 'jobs.batch.volcano.sh', name, '-o', 'json')))
  const example = (file: string): string => readFileSync(`examples/${file}`, 'utf8')
  /** An example without what its tasks would be given. */
  const terse = (file: string) => {
    const job = parse(example(file))
    for (const task of job.spec.tasks) for (const field of ['minAvailable', 'maxRetry']) delete task[field]
    return job
  }
  /** The TensorFlow example under another name, changed. */
  const variant = (name: string, change: (spec: Record<string, unknown>) => void): string => {
    const job = terse('tensorflow.yaml')
    job.metadata.name = name
    change(job.spec)
    return stringify(job)
  }

  describe('the examples of the guides', () => {
    it.each([
      ['tensorflow.yaml', 'tensorflow-dist-mnist', [1, 2], 3],
      ['mpi.yaml', 'lm-mpi-job', [1, 3], 4],
    ])('%s is stored with its defaults', async (file, name, wantTasks, wantMinAvailable) => {
      stdoutOf(await apply(stringify(terse(file))))
      const { spec } = await stored(name)
      expect({
        tasks: spec.tasks.map((task: { minAvailable: number }) => task.minAvailable),
        retries: spec.tasks.map((task: { maxRetry: number }) => task.maxRetry),
        queue: spec.queue,
        schedulerName: spec.schedulerName,
        minAvailable: spec.minAvailable,
      }).toEqual({
        tasks: wantTasks,
        retries: [3, 3],
        queue: 'default',
        schedulerName: 'volcano',
        minAvailable: wantMinAvailable,
      })
    })

    it.each(['tensorflow.yaml', 'mpi.yaml'])('%s can be applied again', async (file) => {
      const name = parse(example(file)).metadata.name
      stdoutOf(await apply(example(file)))
      const before = await stored(name)
      const { code, stderr } = await apply(example(file))
      const after = await stored(name)
      expect({ code, stderr, spec: after.spec, version: after.metadata.resourceVersion }).toEqual({
        code: 0,
        stderr: '',
        spec: before.spec,
        version: before.metadata.resourceVersion,
      })
    })

    it('a dry run is answered and stores nothing', async () => {
      const text = variant('only-tried', () => undefined)
      const tried = JSON.parse(stdoutOf(await apply(text, '--dry-run=server', '-o', 'json')))
      const { stderr } = await kubectl('get', 'jobs.batch.volcano.sh', 'only-tried')
      expect([tried.spec.tasks[0].maxRetry, stderr]).toEqual([3, expect.stringContaining('NotFound')])
    })
  })

  describe('a job is refused as kubectl prints it', () => {
    it('when it waits for too many pods', async () => {
      const { code, stderr } = await apply(example('refused/min-available.yaml'))
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr:
          'The Job "waits-for-too-many" is invalid: spec.minAvailable: Invalid value: 4: job \'minAvailable\' should not be greater than total replicas in tasks; replicas in all: 3, so lower minAvailable or raise replicas\n',
      })
    })

    it('and the audit log names the rule', async () => {
      await apply(example('refused/min-available.yaml'))
      const annotationsOf = () =>
        controlPlane()
          .auditEvents()
          .filter(({ objectRef }) => objectRef.namespace === namespace && objectRef.name === 'waits-for-too-many')
          .map(({ annotations = {} }) => annotations['validatejob.volcano.sh/denied-by'])
          .filter((rules) => rules !== undefined)
      const [rules] = await waitUntil('it is in the audit log', () => annotationsOf().length > 0 && annotationsOf())
      expect(rules).toBe('min-available-fits-replicas')
    })

    it('with one line for each of many mistakes', async () => {
      const { stderr } = await apply(example('refused/many-mistakes.yaml'))
      const fields = [...stderr.matchAll(/^\* (\S+): /gm)].map(([, field]) => field)
      expect(fields).toEqual([
        'spec.tasks[0].minAvailable',
        'spec.tasks[1].name',
        'spec.policies[0].event',
        'spec.minAvailable',
        'spec.plugins[svx]',
        'spec.volumes[0]',
        'spec.queue',
        'spec.tasks[0].dependsOn.name[0]',
      ])
    })

    it('when its queue is closed', async () => {
      const { stderr } = await apply(variant('to-closed', (spec) => Object.assign(spec, { queue: 'closed' })))
      expect(stderr).toContain('can only submit job to queue with state `Open`, queue `closed` status is `Closed`')
    })

    it('when a field has a wrong type, also where the schema is not asked', async () => {
      const text = variant('typed', (spec) => Object.assign(spec, { minAvailable: 'three' }))
      const { stderr } = await apply(text, '--validate=false')
      expect(stderr).toContain(
        'spec.minAvailable: Invalid value: json: cannot unmarshal string into Go struct field JobSpec.spec.minAvailable of type int32',
      )
    })
  })

  it('a queue that was just created is found though no watch has told of it', async () => {
    await createQueue(controlPlane(), 'brand-new')
    stdoutOf(await apply(variant('in-new-queue', (spec) => Object.assign(spec, { queue: 'brand-new' }))))
  })

  describe('an update', () => {
    const base = () => variant('changing', () => undefined)

    it('scales, labels and finalizers pass', async () => {
      stdoutOf(await apply(base()))
      const scaled = { spec: { minAvailable: 4 } }
      const tasks = [{ op: 'replace', path: '/spec/tasks/1/replicas', value: 3 }]
      stdoutOf(await kubectl('patch', 'jobs.batch.volcano.sh', 'changing', '--type=json', '-p', JSON.stringify(tasks)))
      stdoutOf(
        await kubectl('patch', 'jobs.batch.volcano.sh', 'changing', '--type=merge', '-p', JSON.stringify(scaled)),
      )
      stdoutOf(await kubectl('label', 'jobs.batch.volcano.sh', 'changing', 'team=a'))
      const { spec, metadata } = await stored('changing')
      expect([spec.minAvailable, spec.tasks[1].replicas, metadata.labels.team]).toEqual([4, 3, 'a'])
    })

    it('of a job that was stored without defaults passes, and adds none', async () => {
      stdoutOf(await kubectl('label', 'jobs.batch.volcano.sh', 'older-than-the-webhooks', 'team=a'))
      const { spec, metadata } = await stored('older-than-the-webhooks')
      expect([metadata.labels.team, spec.tasks[0].maxRetry]).toEqual(['a', undefined])
    })

    it('of anything else names the field, what it was and what it would be', async () => {
      stdoutOf(await apply(base()))
      const { stderr } = await kubectl(
        'patch',
        'jobs.batch.volcano.sh',
        'changing',
        '--type=merge',
        '-p',
        '{"spec":{"queue":"other"}}',
      )
      expect(stderr).toBe(
        'The Job "changing" is invalid: spec.queue: Forbidden: job updates may not change fields other than `minAvailable`, `tasks[*].replicas under spec` and `PriorityClassName`; this one changes from "default" to "other": make a new job\n',
      )
    })

    it('that removes the last finalizer of a job under deletion passes, and the job is gone', async () => {
      stdoutOf(await apply(variant('finalized', () => undefined)))
      const finalizers = (list: string[]) => JSON.stringify({ metadata: { finalizers: list } })
      const patch = (body: string) => kubectl('patch', 'jobs.batch.volcano.sh', 'finalized', '--type=merge', '-p', body)
      stdoutOf(await patch(finalizers(['example.com/hold'])))
      stdoutOf(await kubectl('delete', 'jobs.batch.volcano.sh', 'finalized', '--wait=false'))
      stdoutOf(await patch(finalizers([])))
      const { stderr } = await kubectl('get', 'jobs.batch.volcano.sh', 'finalized')
      expect(stderr).toContain('NotFound')
    })
  })

  it('each review is one line of log, without the object', async () => {
    const secret = 'not-for-any-log'
    const text = variant('logged', (spec) => Object.assign(spec, { plugins: { ssh: [`--ssh-private-key=${secret}`] } }))
    stdoutOf(await apply(text))
    const line = await waitUntil('the review is logged', () =>
      server.log().find(({ webhook, name }) => webhook === '/jobs/validate' && name === 'logged'),
    )
    expect(line).toMatchObject({ operation: 'CREATE', kind: 'Job', namespace, verdict: 'allowed', dryRun: false })
    expect(JSON.stringify(server.log())).not.toContain(secret)
  })
})
