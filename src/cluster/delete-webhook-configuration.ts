import type { Webhook } from '../admission/webhook.ts'
import { type Line, sendWithin } from './send-within.ts'

/** `name` is that of the webhook configuration. */
export type Deletion = Line & Readonly<{ type: Webhook['type']; name: string; isDryRun: boolean }>

/** What became of it; a mistake is the reason why it is still there. */
export type Deleted = 'deleted' | 'would delete' | 'is not there' | Readonly<{ mistake: string }>

const requestTimeoutMs = 30_000

/** Deletes one webhook configuration: the very one that was read, and none that takes its name meanwhile. */
export async function deleteWebhookConfiguration({ type, name, isDryRun, ...line }: Deletion): Promise<Deleted> {
  const path = `/apis/admissionregistration.k8s.io/v1/${type}webhookconfigurations/${name}`
  const found = await sendWithin(requestTimeoutMs, line, { path })
  if (found.failure) return found.failure.status === 404 ? 'is not there' : { mistake: found.failure.message }
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
