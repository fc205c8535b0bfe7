import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proofName } from '../../src/admission/path-proof.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { uninstall } from '../../src/cli/uninstall.ts'
import { chartFolder, parseObjects, renderArguments } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { runCommand } from '../cli/run-command.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { routeServiceToLoopback } from '../control-plane/route-service.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

const namespace = 'volcano-system'
const release = ['volcano-admission', '--namespace', namespace] as const
const all = 'mutatingwebhookconfigurations,validatingwebhookconfigurations'
const ofRelease = ['-l', 'app.kubernetes.io/instance=volcano-admission'] as const

/** The arguments that the chart gives to its container, but for its ports and how it stops. */
async function containerArguments(controlPlane: ControlPlane): Promise<readonly string[]> {
  const rendered = parseObjects(stdoutOf(await controlPlane.helm(renderArguments, { input: '{}' })))
  const deployment = rendered.find(({ kind }) => kind === 'Deployment') as unknown as Readonly<{
    spec: { template: { spec: { containers: readonly { args: readonly string[] }[] } } }
  }>
  const args = deployment.spec.template.spec.containers[0]?.args ?? []
  return args.filter((argument) => !/^--(port|healthz-address|shutdown-delay)=/.test(argument))
}

/** A kubeconfig of a service account of the release. */
const kubeconfigOf = ({ kubeconfigOf }: ControlPlane, account: string) =>
  kubeconfigOf(`system:serviceaccount:${namespace}:${account}`, [
    ...['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
  ])

/** A network that does not exist here is left out: calls of the Service come to this machine, to the server's port. */
async function routeWebhooks({ kubectl }: ControlPlane, port: number): Promise<void> {
  const patch = [{ op: 'add', path: '/webhooks/0/clientConfig/service/port', value: port }]
  for (const name of stdoutOf(await kubectl(['get', all, ...ofRelease, '-o', 'name']))
    .trim()
    .split('\n'))
    stdoutOf(await kubectl(['patch', name, '--type=json', '-p', JSON.stringify(patch)]))
}

describe.skipIf(!isHelmInControlPlane())('install', () => {
  describeControlPlane('install', (controlPlane) => {
    let server: RunningServer

    const kubectl = async (...args: string[]) => stdoutOf(await controlPlane().kubectl(args))
    const policies = async () =>
      (await kubectl('get', all, ...ofRelease, '-o', 'jsonpath={.items[*].webhooks[*].failurePolicy}')).split(' ')
    const every = (policy: string) => webhooks.filter(({ path }) => path !== '/jobtemplates/validate').map(() => policy)
    const areAll = async (policy: string) => (await policies()).join() === every(policy).join()

    beforeAll(async () => {
      await kubectl('create', 'namespace', namespace)
      await createQueue(controlPlane(), 'default')
      stdoutOf(await controlPlane().helm(['install', ...release, chartFolder]))
      await routeServiceToLoopback(controlPlane(), namespace, 'volcano-admission-service')
      const kubeconfig = await kubeconfigOf(controlPlane(), 'volcano-admission')
      server = await startServerWith([...(await containerArguments(controlPlane())), '--kubeconfig', kubeconfig])
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

    it('while the API server does not reach the server, all webhooks let pass, and the log says why', async () => {
      const complaints = () => server.log().filter(({ msg }) => String(msg).includes('does not become Fail yet'))
      const { length } = every('Ignore')
      await waitUntil(
        'each webhook was tried',
        async () => new Set(complaints().map((line) => line.configuration)).size === length,
      )
      expect(await policies()).toEqual(every('Ignore'))
      expect(
        complaints().filter(
          ({ msg }) =>
            !/for which it asks service volcano-system\/volcano-admission-service:443; from here: ./.test(String(msg)),
        ),
      ).toEqual([])
      expect(await createObject(controlPlane(), job(3, 'default'))).toMatchObject({ code: 0 })
    })

    it('once it does, they become Fail', async () => {
      await routeWebhooks(controlPlane(), server.port)
      await waitUntil('all are Fail', () => areAll('Fail'))
    })

    it('with the chart and its rights alone, jobs are completed and refused', async () => {
      const lab = await createNamespace(controlPlane())
      const good = JSON.parse(stdoutOf(await createObject(controlPlane(), job(2, lab))))
      const { stderr } = await createObject(controlPlane(), job(3, lab))
      expect([good.spec.tasks[0].maxRetry, stderr]).toEqual([
        3,
        expect.stringContaining("job 'minAvailable' should not be greater than total replicas in tasks"),
      ])
    })

    it('the CA is in the Secret', async () => {
      const found = await kubectl('get', 'secret', 'volcano-admission-secret', '-n', namespace, '-o', 'json')
      const { type, data } = JSON.parse(found)
      expect([type, Object.keys(data).sort()]).toEqual([
        'kubernetes.io/tls',
        ['authorities.json', 'ca.crt', 'tls.crt', 'tls.key'],
      ])
    })

    it('a failurePolicy that somebody puts back is Fail again', async () => {
      const configuration = 'validatingwebhookconfiguration/volcano-admission-service-queues-validate'
      const patch = JSON.stringify([{ op: 'replace', path: '/webhooks/0/failurePolicy', value: 'Ignore' }])
      await kubectl('patch', configuration, '--type=json', '-p', patch)
      await waitUntil('all are Fail', () => areAll('Fail'), { deadlineMs: 10_000 })
    })

    it('nothing is left of what was tried, and the server misses no right', async () => {
      const kinds = [...new Set(webhooks.map(({ resource }) => `${resource.resource}.${resource.group}`))]
      const names = await kubectl('get', kinds.join().replace('pods.,', 'pods,'), '-A', '-o', 'name')
      expect(names).toContain('train-')
      expect(names).not.toContain(proofName)
      expect(server.log().filter((line) => JSON.stringify(line).includes('forbidden'))).toEqual([])
    })

    it.each([
      ['yes', `patch pods/${proofName} -n kube-public`],
      ['yes', `patch queues.scheduling.volcano.sh/${proofName}`],
      ['no', 'patch pods/other -n kube-public'],
      ['no', `patch pods/${proofName} -n default`],
      ['no', 'create pods -n kube-public'],
      ['no', 'create jobs.batch.volcano.sh -n kube-public'],
      ['no', 'create queues.scheduling.volcano.sh'],
    ])('says %s when the server wants to %s', async (answer, action) => {
      const account = `--as=system:serviceaccount:${namespace}:volcano-admission`
      const { stdout } = await controlPlane().kubectl(['auth', 'can-i', ...action.split(' '), account])
      expect(stdout).toBe(`${answer}\n`)
    })

    it('a server that stops leaves Fail, and so does an upgrade', async () => {
      await server.terminate()
      stdoutOf(await controlPlane().helm(['upgrade', ...release, chartFolder, '--set', 'timeoutSeconds=3']))
      expect(await policies()).toEqual(every('Fail'))
    })

    it('is uninstalled by Helm alone, with webhooks that Helm has lost sight of, and leaves none', async () => {
      const name = 'volcano-admission-service-jobtemplates-validate'
      const apiVersion = 'admissionregistration.k8s.io/v1'
      const kind = 'ValidatingWebhookConfiguration'
      const service = { namespace, name: 'volcano-admission-service' }
      const orphan = { name: 'a.b.c', clientConfig: { service }, admissionReviewVersions: ['v1'], sideEffects: 'None' }
      stdoutOf(await createObject(controlPlane(), { apiVersion, kind, metadata: { name }, webhooks: [orphan] }))
      const uninstalled = controlPlane().helm(['uninstall', ...release])
      const jobs = await runUninstallJob(controlPlane())
      const { code, stderr } = await uninstalled
      expect([code, stderr, jobs]).toEqual([0, '', { code: 0, complaints: [], deleted: every('').length + 1 }])
      const kinds = `all,${all},clusterroles,clusterrolebindings,roles,rolebindings,serviceaccounts,jobs.batch`
      expect(await kubectl('get', kinds, '-A', '-o', 'name', ...ofRelease)).toBe('')
      expect(await kubectl('get', all, '-o', 'name')).toBe('')
    })
  })
})

/** Does what the Job of the hook says, as Kubernetes would, by its account and with no other right. */
async function runUninstallJob(controlPlane: ControlPlane) {
  const { kubectl } = controlPlane
  const job = ['job.batch/volcano-admission-uninstall', '-n', namespace] as const
  await waitUntil('the Job of the hook is there', async () => (await kubectl(['get', ...job])).code === 0)
  const { spec } = JSON.parse(stdoutOf(await kubectl(['get', ...job, '-o', 'json']))).spec.template
  const kubeconfig = await kubeconfigOf(controlPlane, spec.serviceAccountName)
  const [command, ...flags] = spec.containers[0].args
  expect(command).toBe('uninstall')
  const { code, output, complaints } = await runCommand(uninstall, [...flags, '--kubeconfig', kubeconfig])
  const now = new Date().toISOString()
  const conditions = ['SuccessCriteriaMet', 'Complete'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: now,
  }))
  const status = { conditions, startTime: now, completionTime: now, succeeded: 1 }
  stdoutOf(await kubectl(['patch', ...job, '--subresource=status', '--type=merge', '-p', JSON.stringify({ status })]))
  return { code, complaints, deleted: output.filter((line) => line.startsWith('deleted ')).length }
}
