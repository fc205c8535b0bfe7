import { afterAll, beforeAll, expect, it } from 'vitest'
import { webhooks } from '../../src/admission/webhooks.ts'
import { createNamespace, createObject, createQueue, patchStatus } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

const template = { spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] } }
const task = { name: 'worker', replicas: 2, minAvailable: 2, template }
const metadata = { name: 'old' }

/** Objects that were stored before there were webhooks, and that these refuse. */
const objects = [
  {
    resource: 'jobs.batch.volcano.sh',
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'Job',
    metadata,
    spec: { queue: 'gone', plugins: { nope: [] }, minAvailable: 2, tasks: [task] },
  },
  {
    resource: 'queues.scheduling.volcano.sh',
    apiVersion: 'scheduling.volcano.sh/v1beta1',
    kind: 'Queue',
    metadata,
    spec: { parent: 'gone', capability: { cpu: '1' }, deserved: { cpu: '2' } },
  },
  {
    resource: 'jobflows.flow.volcano.sh',
    apiVersion: 'flow.volcano.sh/v1alpha1',
    kind: 'JobFlow',
    metadata,
    spec: { flows: [{ name: 'a', dependsOn: { targets: ['gone'] } }], jobRetainPolicy: 'retain' },
  },
  {
    resource: 'cronjobs.batch.volcano.sh',
    apiVersion: 'batch.volcano.sh/v1alpha1',
    kind: 'CronJob',
    metadata,
    spec: { schedule: '61 * * * *', jobTemplate: { spec: { tasks: [task] } } },
  },
  {
    resource: 'hypernodes.topology.volcano.sh',
    apiVersion: 'topology.volcano.sh/v1alpha1',
    kind: 'HyperNode',
    metadata,
    spec: { tier: 1, members: [{ type: 'Node', selector: { regexMatch: { pattern: '(' } } }] },
  },
] as const

describeControlPlane('objects that were wrong before there were webhooks', (controlPlane) => {
  let server: RunningServer
  let namespace: string

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--enabled-admission', webhooks.map(({ path }) => path).join()])
    namespace = await createNamespace(controlPlane())
    await createQueue(controlPlane(), 'default')
    for (const { resource: _, ...object } of objects)
      stdoutOf(await createObject(controlPlane(), object, ['--namespace', namespace]))
    await registerAll(controlPlane(), server)
  })
  afterAll(() => server?.stop())

  const kubectl = (...args: string[]) => controlPlane().kubectl(['--namespace', namespace, ...args])
  const patch = (resource: string, body: object) =>
    kubectl('patch', resource, 'old', '--type=merge', '-p', JSON.stringify(body))

  it.each(objects)('a new $kind like that is refused', async ({ resource: _, ...object }) => {
    const { code } = await createObject(controlPlane(), { ...object, metadata: { name: 'new' } }, [
      '--namespace',
      namespace,
    ])
    expect(code).toBe(1)
  })

  it.each(objects)('a $kind can be labelled and annotated without a word', async ({ resource }) => {
    expect(await kubectl('label', resource, 'old', 'team=a')).toMatchObject({ code: 0, stderr: '' })
    expect(await kubectl('annotate', resource, 'old', 'note=b')).toMatchObject({ code: 0, stderr: '' })
  })

  it('its controller can tell how a job goes', async () => {
    await patchStatus(controlPlane(), ['jobs.batch.volcano.sh', 'old', '--namespace', namespace], {
      state: { phase: 'Running' },
    })
  })

  it('a job can be scaled, and a queue can be given more', async () => {
    const replicas = [{ op: 'replace', path: '/spec/tasks/0/replicas', value: 3 }]
    stdoutOf(await kubectl('patch', 'jobs.batch.volcano.sh', 'old', '--type=json', '-p', JSON.stringify(replicas)))
    stdoutOf(await patch('queues.scheduling.volcano.sh', { spec: { weight: 2 } }))
  })

  it.each(objects)('a $kind can be deleted, and its finalizer comes off meanwhile', async ({ resource }) => {
    stdoutOf(await patch(resource, { metadata: { finalizers: ['example.com/hold'] } }))
    stdoutOf(await kubectl('delete', resource, 'old', '--wait=false'))
    stdoutOf(await patch(resource, { metadata: { finalizers: [] } }))
    expect((await kubectl('get', resource, 'old')).stderr).toContain('NotFound')
  })
})
