import type { Webhook } from '../admission/webhook.ts'
import type { Failure } from './api-answer.ts'
import { type Line, sendWithin } from './send-within.ts'
import { resourceVersionOf } from './watch-event.ts'

/** `name` is that of the webhook configuration, `authority` is PEM. */
export type Placing = Line &
  Readonly<{ type: Webhook['type']; name: string; authority: () => string | Promise<string> }>

/** A mistake is a sentence for the log; else the configuration as it is now. */
export type Placed = Readonly<
  | { changed: boolean; configuration: unknown; mistake?: undefined }
  | { mistake: string; isAbsent: boolean; changed?: undefined }
>

const requestTimeoutMs = 30_000
/** Someone else may change the object between reading and patching it. */
const mostAttempts = 5

/**
 * Puts the CA bundle into one webhook configuration, where it is not there yet. The bundle is asked for after the
 * configuration is read, each time anew: so a replica that was held up never puts an older bundle over a newer one.
 */
export async function putCaBundle(placing: Placing): Promise<Placed> {
  const { type, name, authority } = placing
  const path = `/apis/admissionregistration.k8s.io/v1/${type}webhookconfigurations/${name}`
  for (let attempt = 1; ; attempt++) {
    const found = await sendWithin(requestTimeoutMs, placing, { path })
    if (found.failure) {
      const mistake = `failed to get ${type} webhook ${describe(found.failure)}`
      return { mistake, isAbsent: found.failure.status === 404 }
    }
    const caBundle = Buffer.from(await authority()).toString('base64')
    const content = patchOf(found.value, caBundle)
    if (content.length === 0) return { changed: false, configuration: found.value }
    const patched = await sendWithin(requestTimeoutMs, placing, {
      method: 'PATCH',
      path,
      body: { type: 'application/json-patch+json', content },
    })
    if (patched.failure === undefined) return { changed: true, configuration: patched.value }
    if (patched.failure.status === 409 && attempt < mostAttempts) continue
    const mistake = `failed to update ${type} admission webhooks ${name} ${patched.failure.message}`
    return { mistake, isAbsent: false }
  }
}

const describe = ({ status, message }: Failure): string => (status === 404 ? `${message}; it is waited for` : message)

type Configuration = Readonly<{ webhooks?: readonly Readonly<{ clientConfig?: Readonly<{ caBundle?: unknown }> }>[] }>

/** The resourceVersion makes the API server refuse the patch with 409 when the object is not the one that was read. */
function patchOf(configuration: unknown, caBundle: string): readonly object[] {
  const { webhooks } = (configuration ?? {}) as Configuration
  const operations = (webhooks ?? []).flatMap(({ clientConfig }, i) =>
    clientConfig?.caBundle === caBundle
      ? []
      : [{ op: 'add', path: `/webhooks/${i}/clientConfig/caBundle`, value: caBundle }],
  )
  if (operations.length === 0) return []
  return [{ op: 'replace', path: '/metadata/resourceVersion', value: resourceVersionOf(configuration) }, ...operations]
}
