import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findBinaries } from '../control-plane/binaries.ts'
import { createAuthority, issueServingCertificate } from '../control-plane/certificates.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { registerWebhook, type WebhookRegistration } from '../control-plane/register-webhook.ts'
import { routeServiceToLoopback } from '../control-plane/route-service.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import { waitUntil } from '../control-plane/wait-until.ts'

describeControlPlane('control plane', (controlPlane) => {
  const kubectl = async (...args: string[]) => stdoutOf(await controlPlane().kubectl(args))

  describe('programs', () => {
    it('the API server is ready', async () => {
      expect(await kubectl('get', '--raw', '/readyz')).toBe('ok')
    })

    it('client and server say which Kubernetes they are', async () => {
      const { clientVersion, serverVersion } = JSON.parse(await kubectl('version', '--output=json'))
      expect(serverVersion.gitVersion).toMatch(/^v1\.\d+\.\d+/)
      expect(clientVersion.gitVersion).toMatch(/^v1\.\d+\.\d+/)
    })

    it('helm is there', async ({ skip }) => {
      const { helm } = await findBinaries()
      skip(helm === undefined && process.env.CI !== 'true', 'no Go to build helm with')
      expect(stdoutOf(await controlPlane().helm(['version', '--short']))).toMatch(/^v3\.\d+/)
    })

    it('an ordinary user may do only what RBAC grants', async () => {
      const kubeconfig = await controlPlane().kubeconfigOf('alice', ['data-science'])
      const whoami = await controlPlane().kubectl(['auth', 'whoami', '-o', 'json'], { kubeconfig })
      const { username, groups } = JSON.parse(stdoutOf(whoami)).status.userInfo
      expect({ username, groups }).toEqual({ username: 'alice', groups: ['data-science', 'system:authenticated'] })

      const { code, stderr } = await controlPlane().kubectl(['get', 'namespaces'], { kubeconfig })
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringContaining('User "alice" cannot list resource "namespaces"'),
      })
    })
  })

  describe('CRDs', () => {
    it.each(['jobs.batch.volcano.sh', 'queues.scheduling.volcano.sh', 'podgroups.scheduling.volcano.sh'])(
      '%s is established',
      async (name) => {
        const { conditions } = JSON.parse(await kubectl('get', 'crd', name, '-o', 'json')).status
        expect(conditions).toContainEqual(expect.objectContaining({ type: 'Established', status: 'True' }))
      },
    )

    it('a TensorFlow job gets its queue and retries from the schema', async () => {
      const job = tensorflowJob(await createNamespace(controlPlane()))
      const stored = JSON.parse(stdoutOf(await createObject(controlPlane(), job)))
      expect(stored.spec).toEqual({ ...job.spec, queue: 'default', maxRetry: 3 })
    })

    it.each([
      ['a negative minimum', { minAvailable: -1 }, 'spec.minAvailable'],
      ['no tasks', { tasks: [] }, 'spec.tasks'],
      ['a queue with a capital', { queue: 'Research' }, 'spec.queue'],
      ['an unknown event', { policies: [{ event: 'PodHappy', action: 'AbortJob' }] }, 'spec.policies[0].event'],
      ['a colon in a path', { volumes: [{ mountPath: '/a:b' }] }, 'spec.volumes[0].mountPath'],
    ])('a job with %s is refused by the schema', async (_, mistake, path) => {
      const job = tensorflowJob(await createNamespace(controlPlane()))
      const { code, stderr } = await createObject(controlPlane(), { ...job, spec: { ...job.spec, ...mistake } })
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`${path}: `) })
    })

    it('a queue has the status that it is given', async () => {
      await createQueue(controlPlane(), 'research', { capability: { cpu: '8', 'nvidia.com/gpu': 2 } })
      const { spec, status } = JSON.parse(
        await kubectl('get', 'queues.scheduling.volcano.sh', 'research', '-o', 'json'),
      )
      expect({ spec, status }).toEqual({
        spec: { capability: { cpu: '8', 'nvidia.com/gpu': 2 }, weight: 1, dequeueStrategy: 'traverse' },
        status: { state: 'Open' },
      })
    })

    it('a pod group keeps the status that its creator wrote', async () => {
      const group = {
        apiVersion: 'scheduling.volcano.sh/v1beta1',
        kind: 'PodGroup',
        metadata: { name: 'group', namespace: await createNamespace(controlPlane()) },
        spec: { minMember: 1 },
        status: { phase: 'Inqueue' },
      }
      const { spec, status } = JSON.parse(stdoutOf(await createObject(controlPlane(), group)))
      expect({ spec, status }).toEqual({ spec: { minMember: 1, queue: 'default' }, status: { phase: 'Inqueue' } })
    })
  })

  describe('webhooks', () => {
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], resources: ['secrets'], operations: ['CREATE'] }]
    const register = async (clientConfig: WebhookRegistration['clientConfig']) => {
      const name = 'nosecrets.control-plane.test'
      const remove = await registerWebhook(controlPlane(), { kind: 'Validating', name, clientConfig, rules })
      onTestFinished(remove)
      return remove
    }
    const createSecret = async () => {
      const metadata = { generateName: 'secret-', namespace: await createNamespace(controlPlane()) }
      return createObject(controlPlane(), { apiVersion: 'v1', kind: 'Secret', metadata })
    }
    const refusal = 'admission webhook "nosecrets.control-plane.test" denied the request: refused at'

    it('one with a URL is asked', async () => {
      const { port, caBundle } = await startRefusingServer()
      await register({ url: `https://127.0.0.1:${port}/by-url`, caBundle })
      expect((await createSecret()).stderr).toContain(`${refusal} /by-url`)
    })

    it('one behind a Service is asked on this machine', async () => {
      const namespace = await createNamespace(controlPlane())
      const { port, caBundle } = await startRefusingServer(`webhook.${namespace}.svc`)
      await routeServiceToLoopback(controlPlane(), namespace, 'webhook')
      await register({ service: { namespace, name: 'webhook', path: '/by-service', port }, caBundle })
      expect((await createSecret()).stderr).toContain(`${refusal} /by-service`)
    })

    it('one that was taken away is asked no more', async () => {
      const { port, caBundle } = await startRefusingServer()
      const remove = await register({ url: `https://127.0.0.1:${port}/`, caBundle })
      expect((await createSecret()).code).toBe(1)
      await remove()
      expect((await createSecret()).code).toBe(0)
    })
  })

  describe('life', () => {
    it('objects outlive a restart of the API server', async () => {
      const namespace = await createNamespace(controlPlane())
      await controlPlane().restartApiServer()
      expect(await kubectl('get', 'namespace', namespace, '-o', 'name')).toBe(`namespace/${namespace}\n`)
    })

    it('the garbage collector removes what a deleted object owned', async ({ skip }) => {
      const binaries = await findBinaries()
      skip(binaries['kube-controller-manager'] === undefined && process.env.CI !== 'true', 'no Go to build it with')
      const namespace = await createNamespace(controlPlane())
      const configMap = { apiVersion: 'v1', kind: 'ConfigMap' }
      const owner = await createObject(controlPlane(), { ...configMap, metadata: { name: 'owner', namespace } })
      const { uid } = JSON.parse(stdoutOf(owner)).metadata
      const ownerReferences = [{ ...configMap, name: 'owner', uid }]
      stdoutOf(
        await createObject(controlPlane(), { ...configMap, metadata: { name: 'owned', namespace, ownerReferences } }),
      )
      await controlPlane().startControllerManager()
      await kubectl('delete', 'configmap', 'owner', '-n', namespace)
      const remaining = await waitUntil('the owned object is gone', async () => {
        const names = await kubectl('get', 'configmaps', '-n', namespace, '-o', 'name')
        return !names.includes('owned') && { names }
      })
      expect(remaining).toEqual({ names: '' })
    })
  })
})

const tensorflowJob = (namespace: string) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name: 'tensorflow-dist-mnist', namespace },
  spec: {
    minAvailable: 3,
    schedulerName: 'volcano',
    plugins: { env: [], svc: [] },
    policies: [{ event: 'PodEvicted', action: 'RestartJob' }],
    tasks: [
      { name: 'ps', replicas: 1, template: podTemplate('ps') },
      {
        name: 'worker',
        replicas: 2,
        policies: [{ event: 'TaskCompleted', action: 'CompleteJob' }],
        template: podTemplate('worker'),
      },
    ],
  },
})

const podTemplate = (role: string) => ({
  spec: {
    containers: [{ name: 'tensorflow', image: 'tensorflow-mnist', command: ['python', 'mnist.py', `--job=${role}`] }],
    restartPolicy: 'Never',
  },
})

/** An admission server that refuses everything with the path that it was asked at. It ends with the test. */
async function startRefusingServer(...names: string[]) {
  const authority = await createAuthority()
  const { certificate: cert, key } = await issueServingCertificate(authority, names)
  const server = createServer({ cert, key }, async (request, response) => {
    const { apiVersion, kind, request: review } = JSON.parse(await text(request))
    const answer = { uid: review.uid, allowed: false, status: { message: `refused at ${request.url}` } }
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ apiVersion, kind, response: answer }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { port: (server.address() as AddressInfo).port, caBundle: authority.certificate }
}
