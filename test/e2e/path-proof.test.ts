import { afterEach, expect, it } from 'vitest'
import { proofName } from '../../src/admission/path-proof.ts'
import { configurationName } from '../../src/admission/webhook.ts'
import { policyAnnotation } from '../../src/cluster/settle-failure-policy.ts'
import { createNamespace, createObject } from '../control-plane/create-object.ts'
import { describeControlPlane } from '../control-plane/describe-control-plane.ts'
import { stdoutOf } from '../control-plane/run-command.ts'
import type { ControlPlane } from '../control-plane/start.ts'
import { waitUntil } from '../control-plane/wait-until.ts'
import { type RunningServer, startServerWith } from './start-server.ts'

const path = '/queues/validate'
const name = configurationName(path)
const configuration = `validatingwebhookconfiguration/${name}`

/** The webhook at the server, with no CA bundle and with the wish for Fail. */
const registration = ({ url }: RunningServer) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name, annotations: { [policyAnnotation]: 'Fail' } },
  webhooks: [
    {
      name: 'validatequeue.volcano.sh',
      clientConfig: { url: `${url}${path}` },
      rules: [
        { apiGroups: ['scheduling.volcano.sh'], apiVersions: ['*'], resources: ['queues'], operations: ['CREATE'] },
      ],
      ...{ admissionReviewVersions: ['v1'], sideEffects: 'None', failurePolicy: 'Ignore', timeoutSeconds: 5 },
    },
  ],
})

/** Refuses every queue of the name of the proof, as a rule of the cluster might. */
const policyOfOthers = (policy: string) => [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: policy },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: ['scheduling.volcano.sh'], apiVersions: ['*'], resources: ['queues'], operations: ['CREATE'] },
        ],
      },
      validations: [{ expression: `object.metadata.name != '${proofName}'`, message: 'no such queues here' }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: policy },
    spec: { policyName: policy, validationActions: ['Deny'] },
  },
]

describeControlPlane('path proof', (controlPlane) => {
  let server: RunningServer | undefined

  const start = async (host: string) => {
    const namespace = await createNamespace(controlPlane())
    const flags = ['--webhook-url', `https://${host}`, '--webhook-namespace', namespace, '--enabled-admission', path]
    return startServerWith(['--kubeconfig', controlPlane().kubeconfigPath, ...flags])
  }
  const register = async (running: RunningServer) => stdoutOf(await createObject(controlPlane(), registration(running)))
  const policy = async ({ kubectl }: ControlPlane) =>
    stdoutOf(await kubectl(['get', configuration, '-o', 'jsonpath={.webhooks[0].failurePolicy}']))
  const complaints = () =>
    (server?.log() ?? []).map(({ msg }) => String(msg)).filter((line) => line.includes('does not become Fail yet'))

  afterEach(async () => {
    await server?.stop()
    await controlPlane().kubectl(['delete', configuration, '--ignore-not-found'])
  })

  it('does not come when the certificate is for another host, and the log says so', async () => {
    server = await start('other.invalid')
    await register(server)
    await waitUntil('the log says why', () => complaints().length > 0)
    expect(complaints()[0]).toMatch(
      /gets no answer of \/queues\/validate, for which it asks https:\/\/127\.0\.0\.1:\d+\/queues\/validate; from here: .*altnames/,
    )
    expect(await policy(controlPlane())).toBe('Ignore')
    const lost = { apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', metadata: { name: 'lost' } }
    const created = await createObject(controlPlane(), { ...lost, spec: { parent: 'nowhere' } }, ['--dry-run=server'])
    expect(created).toMatchObject({ code: 0 })
  })

  it('does not come from somebody else who refuses the object, and comes once he does not', async () => {
    server = await start('127.0.0.1')
    for (const object of policyOfOthers('others')) stdoutOf(await createObject(controlPlane(), object))
    const proof = { apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', metadata: { name: proofName } }
    await waitUntil('others refuse it', async () =>
      (await createObject(controlPlane(), proof, ['--dry-run=server'])).stderr.includes('no such queues here'),
    )
    await register(server)
    await waitUntil('the log says why', () => complaints().length > 0)
    expect(complaints().join('\n')).toContain('no such queues here')
    expect(await policy(controlPlane())).toBe('Ignore')
    stdoutOf(
      await controlPlane().kubectl(['delete', 'validatingadmissionpolicybinding,validatingadmissionpolicy', 'others']),
    )
    await waitUntil('the webhook is Fail', async () => (await policy(controlPlane())) === 'Fail')
  })
})
