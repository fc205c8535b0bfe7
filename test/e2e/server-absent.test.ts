import { beforeAll, describe, expect, it } from 'vitest'
import { uninstall } from '../../src/cli/uninstall.ts'
import { parseObjects, renderArguments } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { runCommand } from '../cli/run-command.ts'
import { createJob, createObject, createPod } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { routeServiceToLoopback } from '../control-plane/route-service.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { startServer } from './start-server.ts'

const namespace = 'volcano-system'

/** The webhook configurations of the chart, sent to this machine with the authority of the server. */
async function registerFromChart(controlPlane: ControlPlane, port: number, authority: string): Promise<number> {
  await routeServiceToLoopback(controlPlane, namespace, 'volcano-admission-service')
  const rendered = parseObjects(
    stdoutOf(await controlPlane.helm(renderArguments, { input: '{"pathProof":{"enabled":false}}' })),
  )
  const configurations = rendered.filter(({ kind }) => kind.endsWith('WebhookConfiguration'))
  const caBundle = Buffer.from(authority).toString('base64')
  for (const { clientConfig } of configurations.flatMap(({ webhooks }) => webhooks)) {
    clientConfig.caBundle = caBundle
    clientConfig.service.port = port
  }
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: configurations })
  stdoutOf(await controlPlane.kubectl(['create', '-f', '-'], { input }))
  return configurations.length
}

describe.skipIf(!isHelmInControlPlane())('server absent', () => {
  describeControlPlane('server absent', (controlPlane) => {
    let registered = 0

    const kubectl = (...args: string[]) => controlPlane().kubectl(args)
    const create = (metadata: object) => createJob(controlPlane(), metadata)
    const isRefused = async () => (await create({ generateName: 'new-' })).stderr.includes('failed calling webhook')

    beforeAll(async () => {
      stdoutOf(await kubectl('create', 'namespace', namespace))
      stdoutOf(await create({ name: 'old' }))
      const server = await startServer(controlPlane())
      const { port, authority } = server
      await server.kill()
      registered = await registerFromChart(controlPlane(), port, authority)
      await waitUntil('jobs are refused', isRefused)
    })

    it('new jobs are refused, as nobody listens', async () => {
      const { code, stderr } = await create({ generateName: 'new-' })
      expect([code, stderr]).toEqual([1, expect.stringMatching(/failed calling webhook.*connection refused/)])
    })

    it.each(['default', 'kube-system', namespace])('a pod without marks of Volcano is created in %s', async (where) => {
      expect(await createPod(controlPlane(), { namespace: where })).toMatchObject({ code: 0, stderr: '' })
    })

    it('a node joins and is labelled', async () => {
      const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'joining' } }
      expect(await createObject(controlPlane(), node)).toMatchObject({ code: 0, stderr: '' })
      expect(await kubectl('label', 'node', 'joining', 'zone=a')).toMatchObject({ code: 0, stderr: '' })
    })

    it('a job that is there can be deleted', async () => {
      expect(await kubectl('delete', 'jobs.batch.volcano.sh', 'old', '-n', 'default')).toMatchObject({ code: 0 })
    })

    describe('uninstall', () => {
      const run = (flag: string) => runCommand(uninstall, [flag, '--kubeconfig', controlPlane().kubeconfigPath])
      const all = 'mutatingwebhookconfigurations,validatingwebhookconfigurations'
      const other = ['validatingwebhookconfiguration', 'volcano-admission-service-of-others'] as const

      beforeAll(async () => {
        const [kind, name] = other
        const metadata = { name, labels: { 'app.kubernetes.io/name': 'volcano-admission' } }
        const apiVersion = 'admissionregistration.k8s.io/v1'
        stdoutOf(await createObject(controlPlane(), { apiVersion, kind: 'ValidatingWebhookConfiguration', metadata }))
        expect(stdoutOf(await kubectl('get', kind, name))).toContain(name)
      })

      it('with --dry-run names what is registered and leaves it', async () => {
        const { code, output } = await run('--dry-run')
        const named = output.filter((line) => line.startsWith('would delete '))
        expect([code, named.length, await isRefused()]).toEqual([0, registered, true])
      })

      it('with --yes lets jobs be created again, and leaves webhooks of others', async () => {
        const { code, output, complaints } = await run('--yes')
        const deleted = output.filter((line) => line.startsWith('deleted '))
        expect([code, complaints, deleted.length]).toEqual([0, [], registered])
        expect(stdoutOf(await kubectl('get', all, '-o', 'name')).trim()).toBe(
          `validatingwebhookconfiguration.admissionregistration.k8s.io/${other[1]}`,
        )
        await waitUntil('jobs pass', async () => (await create({ generateName: 'free-' })).code === 0)
      })

      it('has nothing to do a second time', async () => {
        const { code, output } = await run('--yes')
        expect([code, output.filter((line) => !line.endsWith(' is not there'))]).toEqual([0, []])
      })
    })
  })
})
