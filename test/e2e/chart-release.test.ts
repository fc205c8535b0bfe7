import { beforeAll, describe, expect, it } from 'vitest'
import { chartFolder, parseObjects, renderArguments } from '../charts/chart.ts'
import { isHelmInControlPlane } from '../charts/find-helm.ts'
import { createJob, createPod } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'

const release = ['volcano-admission', '-n', 'volcano-system'] as const
const ofJob = { 'volcano.sh/job-name': 'job' }
/** Nobody is here who could prove that the server is asked, or run the Job of a hook. */
const withoutServer = { pathProof: { enabled: false }, uninstallHook: { enabled: false } }
const resourceGroups = [{ resourceGroup: 'cpu', labels: { zone: 'a' } }]

describe.skipIf(!isHelmInControlPlane())('release', () => {
  describeControlPlane('release', (controlPlane) => {
    const kubectl = async (...args: string[]) => stdoutOf(await controlPlane().kubectl(args))
    const runHelm = async (args: readonly string[], values: object = {}) =>
      stdoutOf(
        await controlPlane().helm([...args, '--values', '-'], {
          input: JSON.stringify({ ...withoutServer, ...values }),
        }),
      )
    const readWebhook = async (...configuration: string[]) =>
      JSON.parse(await kubectl('get', ...configuration, '-o', 'json')).webhooks[0]
    const newPod = (metadata: object = {}, spec: object = {}) => createPod(controlPlane(), metadata, spec)
    const newJob = (metadata: object) => createJob(controlPlane(), metadata)
    const isRefused = async (creation: ReturnType<typeof newJob>) =>
      (await creation).stderr.includes('failed calling webhook')

    beforeAll(async () => {
      await kubectl('create', 'namespace', 'volcano-system')
      stdoutOf(await newJob({ name: 'old', finalizers: ['example.com/keep'] }))
      await runHelm(['install', ...release, chartFolder])
      await waitUntil('jobs are refused', () => isRefused(newJob({ generateName: 'early-' })))
      await waitUntil('their pods are refused', () => isRefused(newPod({ labels: ofJob })))
    })

    describe('installed, with no server running', () => {
      it('leaves nothing in a webhook for the API server to fill in', async () => {
        const rendered = await controlPlane().helm(renderArguments, { input: JSON.stringify(withoutServer) })
        const configurations = parseObjects(stdoutOf(rendered)).filter(({ kind }) =>
          kind.endsWith('WebhookConfiguration'),
        )
        const stored = configurations.map(({ kind, metadata }) => readWebhook(kind, metadata.name))
        expect(await Promise.all(stored)).toEqual(configurations.map(({ webhooks }) => webhooks[0]))
        expect(stored).toHaveLength(11)
      })

      it('holds back jobs and their pods', async () => {
        expect(await isRefused(newJob({ name: 'new' }))).toBe(true)
        expect(await isRefused(newPod({ labels: ofJob }))).toBe(true)
      })

      it('holds back neither other pods nor those in its own namespace', async () => {
        expect((await newPod()).code).toBe(0)
        expect((await newPod({ labels: ofJob, namespace: 'volcano-system' })).code).toBe(0)
      })

      it('lets a job go that is being deleted, and no other', async () => {
        const job = ['jobs.batch.volcano.sh', 'old', '-n', 'default'] as const
        const removeFinalizers = ['patch', ...job, '--type=merge', '-p', '{"metadata":{"finalizers":null}}']
        expect(await isRefused(controlPlane().kubectl(removeFinalizers))).toBe(true)
        await kubectl('delete', ...job, '--wait=false')
        expect((await controlPlane().kubectl(removeFinalizers)).code).toBe(0)
      })

      it('keeps the caBundle of the server over an upgrade', async () => {
        const configuration = ['validatingwebhookconfiguration', 'volcano-admission-service-jobs-validate']
        const caBundle = Buffer.from(controlPlane().authority).toString('base64')
        const patch = [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: caBundle }]
        await kubectl('patch', ...configuration, '--type=json', '-p', JSON.stringify(patch))
        await runHelm(['upgrade', ...release, chartFolder], { timeoutSeconds: 3 })
        expect(await readWebhook(...configuration)).toMatchObject({ clientConfig: { caBundle }, timeoutSeconds: 3 })
      })

      it.each([
        ['yes', 'list jobs.batch.volcano.sh --all-namespaces'],
        ['yes', 'watch queues.scheduling.volcano.sh'],
        ['yes', 'watch podgroups.scheduling.volcano.sh --all-namespaces'],
        ['yes', 'list jobtemplates.flow.volcano.sh --all-namespaces'],
        ['yes', 'list priorityclasses.scheduling.k8s.io'],
        ['yes', 'get namespaces'],
        ['yes', 'patch mutatingwebhookconfigurations/volcano-admission-service-pods-mutate'],
        ['yes', 'update secrets/volcano-admission-secret -n volcano-system'],
        ['yes', 'create secrets -n volcano-system'],
        ['no', 'get secrets/other -n volcano-system'],
        ['no', 'list secrets -n volcano-system'],
        ['no', 'create secrets -n default'],
        ['no', 'patch mutatingwebhookconfigurations/other'],
        ['no', 'delete mutatingwebhookconfigurations/volcano-admission-service-pods-mutate'],
        ['no', 'update jobs.batch.volcano.sh'],
        ['no', 'list pods'],
      ])('says %s when the server wants to %s', async (answer, action) => {
        const account = '--as=system:serviceaccount:volcano-system:volcano-admission'
        const { stdout } = await controlPlane().kubectl(['auth', 'can-i', ...action.split(' '), account])
        expect(stdout).toBe(`${answer}\n`)
      })

      it('has its webhooks back after the next upgrade when someone took them away', async () => {
        const all = 'mutatingwebhookconfigurations,validatingwebhookconfigurations'
        const list = () => kubectl('get', all, '-o', 'name', '-l', 'app.kubernetes.io/name=volcano-admission')
        const registered = await list()
        await kubectl('delete', all, '-l', 'app.kubernetes.io/name=volcano-admission')
        expect(await list()).toBe('')
        await runHelm(['upgrade', ...release, chartFolder])
        expect(await list()).toBe(registered)
      })

      it('holds back all pods but the agents of nodes with resource groups', async () => {
        await runHelm(['upgrade', ...release, chartFolder], { resourceGroups })
        await waitUntil('pods are refused', () => isRefused(newPod()))
        expect((await newPod({}, { priorityClassName: 'system-node-critical' })).code).toBe(0)
      })
    })

    it('is removed by the commands of its notes, webhooks first', async () => {
      const notes = await controlPlane().helm(['get', 'notes', ...release])
      const commands = stdoutOf(notes).matchAll(/^ {2}(?:kubectl delete|helm uninstall) .*$/gm)
      const [deleteWebhooks = [], uninstall = []] = [...commands].map(([command]) => command.trim().split(' ').slice(1))
      await kubectl(...deleteWebhooks)
      await waitUntil('jobs pass', async () => (await newJob({ generateName: 'free-' })).code === 0)
      stdoutOf(await controlPlane().helm(uninstall))
      const kinds =
        'all,mutatingwebhookconfigurations,validatingwebhookconfigurations,clusterroles,clusterrolebindings,roles'
      expect(
        await kubectl('get', kinds, '-A', '-o', 'name', '-l', 'app.kubernetes.io/instance=volcano-admission'),
      ).toBe('')
    })

    it('proposes in its notes a job that nothing but the webhook refuses', async () => {
      await runHelm(['install', ...release, chartFolder, '--set', 'failurePolicy=Ignore'])
      const notes = stdoutOf(await controlPlane().helm(['get', 'notes', ...release]))
      const input = /<<'EOF'\n(.*?)\n +EOF/s.exec(notes)?.[1]?.replaceAll(/^ {2}/gm, '') ?? ''
      const created = await controlPlane().kubectl(['create', '-n', 'default', '--dry-run=server', '-f', '-'], {
        input,
      })
      expect(stdoutOf(created)).toContain('job.batch.volcano.sh/refused created')
    })
  })
})
