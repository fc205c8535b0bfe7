import { configurationName } from '../admission/webhook.ts'
import type { Proven } from './proof-object.ts'
import { type Proved, provePath } from './prove-path.ts'
import { type ClientConfig, nameAddress, reachWebhook } from './reach-webhook.ts'
import { type Line, sendWithin } from './send-within.ts'
import { pause } from './timers.ts'
import { resourceVersionOf } from './watch-event.ts'

/** On a webhook configuration: the failurePolicy that it is to have once the API server is known to ask its webhook. */
export const policyAnnotation = 'volcano-admission.volcano.sh/failure-policy'
/** The namespace in which that is tried. */
export const namespaceAnnotation = 'volcano-admission.volcano.sh/path-proof-namespace'
const defaultNamespace = 'kube-public'

export type Settling = Line &
  Readonly<{
    webhook: Proven
    schedulerName: string
    /** Whether this server answers reviews yet; before that, nothing can be proved. */
    canAnswer: () => boolean
    /** Never the same twice. */
    word: () => string
    reach?: typeof reachWebhook
  }>

/**
 * `not wished`: nobody asked for it. `in force`: it is so already. `set`: it was proved and is so from now on. `too early`:
 * this server does not answer yet. `changed`: somebody else changed the configuration meanwhile. Else why it could not be,
 * in a sentence.
 */
export type Settled = 'not wished' | 'in force' | 'set' | 'too early' | 'changed' | Readonly<{ obstacle: string }>

type Configuration = Readonly<{
  metadata?: Readonly<{ annotations?: Readonly<Record<string, string>> }>
  webhooks?: readonly Readonly<{ failurePolicy?: string; clientConfig?: ClientConfig }>[]
}>

const requestTimeoutMs = 30_000
/** API servers learn of a changed configuration a moment later, and the proof must be about this one. */
const settleMs = 1_000

/**
 * Makes `Fail` of the failurePolicy of a webhook configuration that wishes for it, once the way through the API server is
 * proved; never takes it back. The configuration must still be the one that was proved.
 */
export async function settleFailurePolicy(settling: Settling, found: unknown): Promise<Settled> {
  const { metadata, webhooks = [] } = (found ?? {}) as Configuration
  const { [policyAnnotation]: wished, [namespaceAnnotation]: namespace = defaultNamespace } =
    metadata?.annotations ?? {}
  if (wished !== 'Fail') return 'not wished'
  const operations = webhooks.flatMap(({ failurePolicy }, i) =>
    failurePolicy === 'Fail' ? [] : [{ op: 'replace', path: `/webhooks/${i}/failurePolicy`, value: 'Fail' }],
  )
  if (operations.length === 0) return 'in force'
  if (!settling.canAnswer()) return 'too early'

  const { webhook, schedulerName, word, ...line } = settling
  await pause(line.timers, settleMs, line.signal)
  const proved = await provePath({ ...line, webhook, namespace, schedulerName, word: word() })
  if (proved !== 'proved') return { obstacle: await explain(settling, proved, webhooks[0]?.clientConfig ?? {}) }

  const version = { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersionOf(found) }
  const name = configurationName(webhook.path)
  const { failure } = await sendWithin(requestTimeoutMs, line, {
    method: 'PATCH',
    path: `/apis/admissionregistration.k8s.io/v1/${webhook.type}webhookconfigurations/${name}`,
    body: { type: 'application/json-patch+json', content: [version, ...operations] },
  })
  if (failure === undefined) return 'set'
  return failure.status === 409 ? 'changed' : { obstacle: `it cannot be changed: ${failure.message}` }
}

/** With `Ignore`, the API server does not tell why it let an object pass. */
async function explain(
  { webhook, signal, reach = reachWebhook }: Settling,
  proved: Exclude<Proved, 'proved'>,
  clientConfig: ClientConfig,
): Promise<string> {
  if (proved !== 'passed') return proved.obstacle
  const unanswered = `the API server gets no answer of ${webhook.path}, for which it asks ${nameAddress(clientConfig)}`
  const mistake = await reach(clientConfig, signal)
  if (mistake !== undefined) return `${unanswered}; from here: ${mistake}`
  return (
    `${unanswered}; from here it can be reached and trusted. See the log of the API server for "failed calling webhook", ` +
    'and whether the selectors of the configuration leave out the namespace in which it is tried'
  )
}
