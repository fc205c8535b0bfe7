import { afterAll, beforeAll, expect, it } from 'vitest'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, registerAll, startServer } from './start-server.ts'

describeControlPlane('queues of teams', (controlPlane) => {
  let server: RunningServer
  let namespace: string
  let ada: string

  beforeAll(async () => {
    const rules = '--rules=user-may-use-queue=deny,job-names-queue=deny'
    server = await startServer(controlPlane(), [rules, '--namespace-queues'])
    await registerAll(controlPlane(), server)
    for (const queue of ['default', 'research', 'sales']) await createQueue(controlPlane(), queue)
    namespace = await createNamespace(controlPlane(), {
      annotations: { 'scheduling.volcano.sh/queue-name': 'research' },
    })
    ada = await controlPlane().kubeconfigOf('ada', ['research'])
    await grant('create-jobs', { apiGroups: ['batch.volcano.sh'], resources: ['jobs'], verbs: ['create', 'get'] })
    await grant('use-research', useOf('research'))
  })
  afterAll(() => server?.stop())

  const useOf = (queue: string) => ({
    apiGroups: ['scheduling.volcano.sh'],
    resources: ['queues'],
    resourceNames: [queue],
    verbs: ['use'],
  })

  /** Gives the group of the user a right in the whole cluster. */
  const grant = async (name: string, rule: object): Promise<void> => {
    const api = 'rbac.authorization.k8s.io'
    const apiVersion = `${api}/v1`
    stdoutOf(await createObject(controlPlane(), { apiVersion, kind: 'ClusterRole', metadata: { name }, rules: [rule] }))
    const binding = {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: api, kind: 'ClusterRole', name },
      subjects: [{ apiGroup: api, kind: 'Group', name: 'research' }],
    }
    stdoutOf(await createObject(controlPlane(), binding))
  }

  const submit = (name: string, queue?: string, where = namespace) => {
    const template = { spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] } }
    const job = {
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name },
      spec: { ...(queue && { queue }), tasks: [{ name: 'worker', replicas: 1, template }] },
    }
    const args = ['--namespace', where, 'create', '-f', '-', '-o', 'jsonpath={.spec.queue}']
    return controlPlane().kubectl(args, { input: JSON.stringify(job), kubeconfig: ada })
  }

  it('a job goes to the queue of its namespace, which the user may use', async () => {
    expect(await submit('silent')).toMatchObject({ code: 0, stdout: 'research', stderr: '' })
  })

  it('a job in a queue of others is refused, and the sentence says who may not use what', async () => {
    expect(await submit('curious', 'sales')).toMatchObject({
      code: 1,
      stderr:
        'The Job "curious" is invalid: spec.queue: Forbidden: ada may not use the queue sales; name another, or ask for the verb "use" on this one\n',
    })
  })

  it('the default queue is refused where jobs must name one, and the namespace has none', async () => {
    const bare = await createNamespace(controlPlane())
    expect((await submit('forgotten', 'default', bare)).stderr).toContain(
      'spec.queue: Required value: a job must name a queue other than "default"; set spec.queue',
    )
  })

  it('a right that is granted counts soon', async () => {
    await grant('use-sales', useOf('sales'))
    await waitUntil('the job is admitted', async () => (await submit('patient', 'sales')).code === 0)
  })

  it('an administrator may use every queue', async () => {
    const { code } = await controlPlane().kubectl(['auth', 'can-i', 'use', 'queues.scheduling.volcano.sh/sales'])
    expect(code).toBe(0)
  })
})
