import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { configurationName, type Webhook } from '../../src/admission/webhook.ts'
import { webhooks } from '../../src/admission/webhooks.ts'
import { createNamespace, createObject, createQueue } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

/** So short that a CA comes and goes within this test. */
const lifetimes = ['--certificate-lifetime=20s', '--certificate-authority-lifetime=1m']

const kindOf = ({ type }: Webhook) => (type === 'validating' ? 'Validating' : 'Mutating')

/** Registers the webhook at the server without a CA bundle, as the chart does. */
async function register({ kubectl }: ControlPlane, path: string, { url }: RunningServer): Promise<void> {
  const webhook = webhooks.find((each) => each.path === path) ?? expect.fail(path)
  const { name, resource, operations } = webhook
  const configuration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kindOf(webhook)}WebhookConfiguration`,
    metadata: { name: configurationName(path) },
    webhooks: [
      {
        name,
        clientConfig: { url: `${url}${path}` },
        rules: [
          {
            apiGroups: [resource.group],
            apiVersions: [resource.version],
            resources: [resource.resource],
            operations,
          },
        ],
        ...{ admissionReviewVersions: ['v1'], sideEffects: 'None', failurePolicy: 'Fail', timeoutSeconds: 10 },
      },
    ],
  }
  stdoutOf(await kubectl(['create', '-f', '-'], { input: JSON.stringify(configuration) }))
}

const resourceOf = (path: string) =>
  `${path.endsWith('mutate') ? 'mutating' : 'validating'}webhookconfiguration/${configurationName(path)}`

async function bundleOf({ kubectl }: ControlPlane, path: string): Promise<string> {
  const found = await kubectl(['get', resourceOf(path), '-o', 'jsonpath={.webhooks[0].clientConfig.caBundle}'])
  return Buffer.from(stdoutOf(found), 'base64').toString()
}

/** Why a client that has the bundle would not open a connection; undefined when it does. */
const mistrust = (port: number, ca: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => {
      resolve(undefined)
      socket.destroy()
    })
    socket.on('error', ({ message }) => resolve(message))
  })

describeControlPlane('certificates', (controlPlane) => {
  it('change with their CA under load without one failed call, and the CA bundle is put right', async () => {
    const namespace = await createNamespace(controlPlane())
    await createQueue(controlPlane(), 'default')
    const flags = [
      ...['--kubeconfig', controlPlane().kubeconfigPath, '--webhook-url', 'https://127.0.0.1'],
      ...['--webhook-namespace', namespace, '--enabled-admission', '/jobs/mutate,/jobs/validate', ...lifetimes],
    ]
    const servers = await Promise.all([startServerWith(flags), startServerWith(flags)])
    const [mutating, validating] = servers
    await register(controlPlane(), '/jobs/mutate', mutating)
    await register(controlPlane(), '/jobs/validate', validating)
    const job = parse(readFileSync('examples/tensorflow.yaml', 'utf8'))
    const create = (name: string) =>
      createObject(controlPlane(), { ...job, metadata: { name, namespace } }, ['--dry-run=server'])
    await waitUntil('the API server trusts both servers', async () => (await create('first')).code === 0)

    const first = await bundleOf(controlPlane(), '/jobs/validate')
    const failures: string[] = []
    let calls = 0
    let isLoaded = true
    const load = async (worker: number) => {
      while (isLoaded) {
        calls += 1
        const { code, stderr } = await create(`load-${worker}-${calls}`)
        if (code !== 0) failures.push(stderr)
      }
    }
    /** The API server keeps its connections: this opens new ones all the time, as many API servers would. */
    let handshakes = 0
    const openConnections = async () => {
      while (isLoaded) {
        const bundle = await bundleOf(controlPlane(), '/jobs/validate')
        const answers = await Promise.all(servers.map(({ port }) => mistrust(port, bundle)))
        handshakes += answers.length
        failures.push(...answers.filter((answer) => answer !== undefined))
      }
    }
    const loading = Promise.all([load(1), load(2), openConnections()])
    await waitUntil(
      'the first CA has gone from both bundles',
      async () => {
        const [one, other] = await Promise.all(
          ['/jobs/mutate', '/jobs/validate'].map((path) => bundleOf(controlPlane(), path)),
        )
        return one === other && !one?.includes(first)
      },
      { deadlineMs: 150_000, everyMs: 1_000 },
    )
    isLoaded = false
    await loading
    const renewals = servers.map(
      (server) => server.log().filter(({ msg }) => msg === 'a new certificate is served').length,
    )

    const right = await bundleOf(controlPlane(), '/jobs/validate')
    const caBundle = Buffer.from(first).toString('base64')
    const patch = JSON.stringify([{ op: 'replace', path: '/webhooks/0/clientConfig/caBundle', value: caBundle }])
    stdoutOf(await controlPlane().kubectl(['patch', resourceOf('/jobs/validate'), '--type=json', '-p', patch]))
    await waitUntil(
      'the overwritten bundle is right again',
      async () => (await bundleOf(controlPlane(), '/jobs/validate')).includes(right.slice(0, 500)),
      { deadlineMs: 5_000 },
    )
    await Promise.all(servers.map(({ stop }) => stop()))
    for (const path of ['/jobs/mutate', '/jobs/validate'])
      stdoutOf(await controlPlane().kubectl(['delete', resourceOf(path)]))

    expect(failures).toEqual([])
    expect(Math.min(calls, handshakes)).toBeGreaterThan(50)
    expect(Math.min(...renewals)).toBeGreaterThan(2)
  }, 240_000)
})
