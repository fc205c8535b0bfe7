import type { Webhook } from '../admission/webhook.ts'
import { type Line, sendWithin } from './send-within.ts'

export type ServicePlace = Readonly<{ namespace: string; name: string }>

/** `name` is that of the webhook configuration. With a service, one that calls something else stays. */
export type Deletion = Line &
  Readonly<{ type: Webhook['type']; name: string; isDryRun: boolean; service?: ServicePlace | undefined }>

/** What became of it; a mistake is the reason why it is still there. */
export type Deleted = 'deleted' | 'would delete' | 'is not there' | 'calls another' | Readonly<{ mistake: string }>

const requestTimeoutMs = 30_000

/** Deletes one webhook configuration: the very one that was read, and none that takes its name meanwhile. */
export async function deleteWebhookConfiguration(deletion: Deletion): Promise<Deleted> {
  const { type, name, isDryRun, service, ...line } = deletion
  const path = `/apis/admissionregistration.k8s.io/v1/${type}webhookconfigurations/${name}`
  const found = await sendWithin(requestTimeoutMs, line, { path })
  if (found.failure) return found.failure.status === 404 ? 'is not there' : { mistake: found.failure.message }
  if (service && !calls(found.value, service)) return 'calls another'
  const { uid } = metadataOf(found.value)
  if (typeof uid !== 'string' || uid === '') return { mistake: 'the API server gave it no uid' }
  if (isDryRun) return 'would delete'
  const content = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } }
  const deleted = await sendWithin(requestTimeoutMs, line, {
    method: 'DELETE',
    path,
    body: { type: 'application/json', content },
  })
  if (deleted.failure) return deleted.failure.status === 404 ? 'is not there' : { mistake: deleted.failure.message }
  // An object that is gone is answered with a status; one that stays for a while, with the object.
  return metadataOf(deleted.value).deletionTimestamp === undefined
    ? 'deleted'
    : { mistake: 'it waits for its finalizers; remove those from its metadata' }
}

const metadataOf = (object: unknown): Readonly<{ uid?: unknown; deletionTimestamp?: unknown }> =>
  ((object ?? {}) as Readonly<{ metadata?: object | null }>).metadata ?? {}

type Configuration = Readonly<{
  webhooks?: readonly Readonly<{ clientConfig?: Readonly<{ service?: Partial<ServicePlace> }> }>[]
}>

function calls(configuration: unknown, { namespace, name }: ServicePlace): boolean {
  const { webhooks = [] } = (configuration ?? {}) as Configuration
  const services = webhooks.map(({ clientConfig }) => clientConfig?.service)
  return services.length > 0 && services.every((called) => called?.namespace === namespace && called.name === name)
}
