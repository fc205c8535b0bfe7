import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartFolder, parseObjects, renderArguments } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { routeServiceToLoopback } from '../control-plane/route-service.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

const namespace = 'volcano-system'
const serviceAccount = 'volcano-admission'

/** The arguments that the chart gives to its container. */
async function containerArguments(controlPlane: ControlPlane): Promise<readonly string[]> {
  const rendered = parseObjects(stdoutOf(await controlPlane.helm(renderArguments, { input: '{}' })))
  const deployment = rendered.find(({ kind }) => kind === 'Deployment') as unknown as Readonly<{
    spec: { template: { spec: { containers: readonly { args: readonly string[] }[] } } }
  }>
  return deployment.spec.template.spec.containers[0]?.args ?? []
}

/** A network that does not exist here is left out: calls of the Service come to this machine, to the server's port. */
async function routeWebhooks(controlPlane: ControlPlane, port: number): Promise<void> {
  const all = 'mutatingwebhookconfigurations,validatingwebhookconfigurations'
  const listed = await controlPlane.kubectl([
    'get',
    all,
    '-l',
    'app.kubernetes.io/name=volcano-admission',
    '-o',
    'name',
  ])
  const patch = [{ op: 'add', path: '/webhooks/0/clientConfig/service/port', value: port }]
  for (const name of stdoutOf(listed).trim().split('\n'))
    stdoutOf(await controlPlane.kubectl(['patch', name, '--type=json', '-p', JSON.stringify(patch)]))
  await routeServiceToLoopback(controlPlane, namespace, 'volcano-admission-service')
}

describe.skipIf(!isHelmInControlPlane())('install', () => {
  describeControlPlane('install', (controlPlane) => {
    let server: RunningServer

    beforeAll(async () => {
      stdoutOf(await controlPlane().kubectl(['create', 'namespace', namespace]))
      await createQueue(controlPlane(), 'default')
      stdoutOf(await controlPlane().helm(['install', 'volcano-admission', chartFolder, '--namespace', namespace]))
      const user = `system:serviceaccount:${namespace}:${serviceAccount}`
      const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
      const kubeconfig = await controlPlane().kubeconfigOf(user, groups)
      server = await startServerWith([...(await containerArguments(controlPlane())), '--kubeconfig', kubeconfig])
      await routeWebhooks(controlPlane(), server.port)
    })
    afterAll(() => server?.stop())

    const job = (minAvailable: number, inNamespace: string) => ({
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { generateName: 'train-', namespace: inNamespace },
      spec: {
        minAvailable,
        tasks: [
          { name: 'worker', replicas: 2, template: { spec: { containers: [{ name: 'main', image: 'busybox' }] } } },
        ],
      },
    })

    it('with the chart and its rights alone, jobs are completed and refused', async () => {
      const lab = await createNamespace(controlPlane())
      const good = await waitUntil('the API server trusts the certificate', async () => {
        const created = await createObject(controlPlane(), job(2, lab))
        return created.code === 0 && JSON.parse(created.stdout)
      })
      const { stderr } = await createObject(controlPlane(), job(3, lab))
      expect([good.spec.tasks[0].maxRetry, stderr]).toEqual([
        3,
        expect.stringContaining("job 'minAvailable' should not be greater than total replicas in tasks"),
      ])
    })

    it('the CA is in the Secret', async () => {
      const found = await controlPlane().kubectl([
        'get',
        'secret',
        'volcano-admission-secret',
        '-n',
        namespace,
        '-o',
        'json',
      ])
      const { type, data } = JSON.parse(stdoutOf(found))
      expect([type, Object.keys(data).sort()]).toEqual([
        'kubernetes.io/tls',
        ['authorities.json', 'ca.crt', 'tls.crt', 'tls.key'],
      ])
    })

    it('the server misses no right', () => {
      const denied = server.log().filter((line) => JSON.stringify(line).includes('forbidden'))
      expect(denied).toEqual([])
    })
  })
})
