import { proofName, proofSentence } from '../admission/path-proof.ts'
import { type Proven, proofObject } from './proof-object.ts'
import { type Line, sendWithin } from './send-within.ts'
import { resourceVersionOf } from './watch-event.ts'

type Proof = Line & Readonly<{ webhook: Proven; namespace: string; schedulerName: string; word: string }>

/** `passed`: nobody refused the object. Else whoever refused it instead of the webhook, or kept it from being sent. */
export type Proved = 'proved' | 'passed' | Readonly<{ obstacle: string }>

/** Longer than any webhook may take. */
const requestTimeoutMs = 35_000

/**
 * Whether the API server asks the webhook: an object that it must refuse is created in a dry run, which stores nothing.
 * Only the sentence of this server counts, as others refuse objects, too: quotas, policies, and webhooks of others.
 */
export async function provePath({ webhook, namespace, schedulerName, word, ...line }: Proof): Promise<Proved> {
  const { path, object } = proofObject(webhook, { namespace, schedulerName, word })
  const { value, failure } = await sendWithin(requestTimeoutMs, line, {
    method: 'PATCH',
    path: `${path}?dryRun=All&force=true&fieldManager=volcano-admission`,
    body: { type: 'application/apply-patch+yaml', content: object },
  })
  if (failure?.message.includes(proofSentence(webhook.path, word))) return 'proved'
  if (failure) return { obstacle: `no answer of ${webhook.path} came back through the API server: ${failure.message}` }
  // What is not stored has no resourceVersion.
  if (resourceVersionOf(value) === undefined) return 'passed'
  const where = webhook.scope === 'Namespaced' ? ` in namespace ${namespace}` : ''
  const name = `${webhook.resource.resource}/${proofName}`
  return { obstacle: `there is an object ${name}${where}, so that none can be created; delete it` }
}
