import { randomUUID } from 'node:crypto'
import { stdoutOf } from './run-command.ts'
import type { ControlPlane } from './start.ts'
import { waitUntil } from './wait-until.ts'

export type WebhookRegistration = Readonly<{
  kind: 'Validating' | 'Mutating'
  /** Name of the webhook and of its configuration; it must have two dots: `validatejob.volcano.sh`. */
  name: string
  clientConfig: Readonly<
    | { url: string; caBundle: string }
    | { service: Readonly<{ namespace: string; name: string; path: string; port: number }>; caBundle: string }
  >
  rules: readonly Readonly<Record<'apiGroups' | 'apiVersions' | 'resources' | 'operations', readonly string[]>>[]
  /** Any other field of a webhook, instead of what a strict one has: failurePolicy, namespaceSelector, ... */
  settings?: Readonly<Record<string, unknown>>
}>

/**
 * Registers a webhook and waits until the API server calls it. `caBundle` is PEM. Registering the same name again replaces
 * the webhook. Returns a function that takes it away, where it still is, and waits until the API server has forgotten it.
 */
export async function registerWebhook(
  controlPlane: ControlPlane,
  registration: WebhookRegistration,
): Promise<() => Promise<void>> {
  const { kind, name } = registration
  const mark = randomUUID()
  const input = JSON.stringify({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name },
    webhooks: [webhookOf(registration), tripwire(mark)],
  })
  stdoutOf(await controlPlane.kubectl(['apply', '--server-side', '-f', '-'], { input }))
  await waitUntil(`${name} is registered`, () => isTripped(controlPlane, mark))
  return async () => {
    const resource = `${kind.toLowerCase()}webhookconfiguration`
    stdoutOf(await controlPlane.kubectl(['delete', resource, name, '--ignore-not-found']))
    await waitUntil(`${name} is gone`, async () => !(await isTripped(controlPlane, mark)))
  }
}

const webhookOf = ({ name, clientConfig, rules, settings }: WebhookRegistration) => ({
  name,
  clientConfig: { ...clientConfig, caBundle: Buffer.from(clientConfig.caBundle).toString('base64') },
  rules,
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  failurePolicy: 'Fail',
  timeoutSeconds: 10,
  ...settings,
})

/**
 * The API server learns of a configuration a moment after it is stored and does not say when. So each configuration has a
 * second webhook, for one marked object alone, that nobody answers: once that object is refused, all of it is in force.
 */
const tripwire = (mark: string) => ({
  name: 'tripwire.control-plane.test',
  clientConfig: { url: 'https://127.0.0.1:1/' },
  rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] }],
  objectSelector: { matchLabels: { tripwire: mark } },
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  failurePolicy: 'Fail',
})

async function isTripped({ kubectl }: ControlPlane, mark: string): Promise<boolean> {
  const input = JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `tripwire-${mark}`, namespace: 'default', labels: { tripwire: mark } },
  })
  const { stderr } = await kubectl(['create', '--dry-run=server', '-f', '-'], { input })
  return stderr.includes('tripwire.control-plane.test')
}
