import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

describeControlPlane('gangs that can never start', (controlPlane) => {
  let server: RunningServer
  let namespace: string

  beforeAll(async () => {
    server = await startServer(controlPlane(), ['--rule-preset=recommended'])
    await registerAll(controlPlane(), server)
    namespace = await createNamespace(controlPlane())
    await createQueue(controlPlane(), 'root')
    await createQueue(controlPlane(), 'default', { parent: 'root' })
    await createQueue(controlPlane(), 'lab', { parent: 'root', capability: { cpu: '8' } })
    await createQueue(controlPlane(), 'vision', { parent: 'lab' })
    await createQueue(controlPlane(), 'new', { parent: 'root' }, {})
  })
  afterAll(() => server?.stop())

  const taskOf = (name: string, replicas: number, more: object = {}) => ({
    name,
    replicas,
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'main', image: 'busybox:1.36', resources: { requests: { cpu: '2' } } }],
      },
    },
    ...more,
  })
  const submit = (name: string, spec: object) =>
    createObject(controlPlane(), { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', metadata: { name }, spec }, [
      '--namespace',
      namespace,
    ])

  it('a gang that fits its queue is admitted without a word, and warned of when it grows beyond', async () => {
    expect(await submit('grows', { queue: 'vision', tasks: [taskOf('a', 4)] })).toMatchObject({ code: 0, stderr: '' })
    const more = ['replicas', 'minAvailable'].map((field) => ({
      op: 'replace',
      path: `/spec/tasks/0/${field}`,
      value: 5,
    }))
    const patch = JSON.stringify([...more, { op: 'replace', path: '/spec/minAvailable', value: 5 }])
    const args = ['--namespace', namespace, 'patch', 'jobs.batch.volcano.sh', 'grows', '--type=json', '-p', patch]
    expect(await controlPlane().kubectl(args)).toMatchObject({
      code: 0,
      stderr:
        'Warning: spec.queue: Invalid value: "vision": the 5 pods that must start together ask for more than there is: cpu 10 of 8 (queue lab); lower the requests, or raise capability there\n',
    })
  })

  it('a gang that waits for pods which come only later is refused', async () => {
    const tasks = [taskOf('a', 1), taskOf('b', 1, { dependsOn: { name: ['a'] } })]
    const { code, stderr } = await submit('deadlock', { tasks })
    expect([code, stderr]).toEqual([
      1,
      'The Job "deadlock" is invalid: spec.minAvailable: Invalid value: 2: the job waits for pods that are made only once others run (of b), so none ever starts; write 1 or less\n',
    ])
    stdoutOf(await submit('deadlock', { minAvailable: 1, tasks }))
  })

  it('a queue that was just made takes a job, with a warning', async () => {
    const { code, stderr } = await submit('early', { queue: 'new', tasks: [taskOf('a', 1)] })
    expect([code, stderr]).toEqual([
      0,
      'Warning: spec.queue: Invalid value: "new": the queue has no state yet, and nothing starts in it before its controller opens it\n',
    ])
  })
})
