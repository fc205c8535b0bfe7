import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartFolder } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { createNamespace, createObject } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

const namespace = 'volcano-system'
const values = ['--set-string', 'companions=auto', '--set', 'failurePolicy=Ignore']

describe.skipIf(!isHelmInControlPlane())('rights for companions', () => {
  describeControlPlane('rights for companions', (controlPlane) => {
    let server: RunningServer

    beforeAll(async () => {
      stdoutOf(await controlPlane().kubectl(['create', 'namespace', namespace]))
      stdoutOf(await controlPlane().helm(['install', 'volcano-admission', chartFolder, '-n', namespace, ...values]))
      const user = `system:serviceaccount:${namespace}:volcano-admission`
      const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]
      const kubeconfig = await controlPlane().kubeconfigOf(user, groups)
      server = await startServerWith([
        ...[
          '--companions=auto',
          `--webhook-namespace=${namespace}`,
          '--webhook-service-name=volcano-admission-service',
        ],
        ...['--kubeconfig', kubeconfig],
      ])
    })
    afterAll(() => server?.stop())

    const job = (name: string, inNamespace: string) => ({
      apiVersion: 'batch.volcano.sh/v1alpha1',
      kind: 'Job',
      metadata: { name, namespace: inNamespace },
      spec: {
        minAvailable: 1,
        plugins: { svc: [], ssh: [], ray: [] },
        tasks: [
          { name: 'head', replicas: 1, template: { spec: { containers: [{ name: 'head', image: 'busybox' }] } } },
        ],
      },
    })

    it('the chart gives those that are needed: companions are made, put right, and spoken of', async () => {
      const lab = await createNamespace(controlPlane())
      const foreign = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other-svc', namespace: lab } }
      stdoutOf(await createObject(controlPlane(), foreign))
      for (const name of ['train', 'other']) stdoutOf(await createObject(controlPlane(), job(name, lab)))
      const has = async (name: string) => (await controlPlane().kubectl(['get', name, '-n', lab])).code === 0
      for (const name of ['secret/train-ssh', 'configmap/train-svc', 'service/train-head-svc', 'networkpolicy/other'])
        await waitUntil(`there is ${name}`, () => has(name))
      await waitUntil('the job has an Event', async () => {
        const { stdout } = await controlPlane().kubectl([
          ...['get', 'events', '-n', lab, '-o', 'name'],
          '--field-selector=involvedObject.kind=Job',
        ])
        return stdout.trim() !== ''
      })
      const patch = JSON.stringify({ data: { VC_HEAD_NUM: '9' } })
      stdoutOf(await controlPlane().kubectl(['patch', 'configmap/train-svc', '-n', lab, '--type=merge', '-p', patch]))
      const numberPath = 'jsonpath={.data.VC_HEAD_NUM}'
      await waitUntil('the number is right', async () => {
        const { stdout } = await controlPlane().kubectl(['get', 'configmap/train-svc', '-n', lab, '-o', numberPath])
        return stdout === '1'
      })
      expect(server.log().filter((line) => JSON.stringify(line).includes('forbidden'))).toEqual([])
      // Those of networkpolicies alone are of the companions that were made here.
      expect(server.log()).toContainEqual(
        expect.objectContaining({ msg: 'the cache of networkpolicies.networking.k8s.io is filled' }),
      )
    })
  })
})
