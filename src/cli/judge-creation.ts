import { creationOf } from '../admission/review.ts'
import type { Settings } from '../admission/settings.ts'
import type { Snapshot } from '../admission/snapshot.ts'
import type { Verdict } from '../admission/verdict.ts'
import type { Webhook } from '../admission/webhook.ts'
import { webhooks } from '../admission/webhooks.ts'
import { isObject } from '../kubernetes/complaint.ts'
import { applyPatch } from '../kubernetes/json-patch.ts'
import type { KubernetesObject } from '../manifests/manifest.ts'

/** `skipped` names the rules that were left out although the object names something that they look up. */
export type Judgement = Pick<Verdict, 'allowed' | 'findings' | 'skipped'>

/**
 * What the webhooks would say when the object is created: as in an API server, those that complete it first, and nobody
 * after one that refuses it. Undefined when none is asked about such an object.
 */
export function judgeCreation(
  object: KubernetesObject,
  cluster: Partial<Snapshot>,
  settings: Settings,
  registered: readonly Webhook[] = webhooks,
): Judgement | undefined {
  const asked = registered.filter((webhook) => isAskedAbout(webhook, object))
  if (asked.length === 0) return undefined
  const inOrder = [
    ...asked.filter(({ type }) => type === 'mutating'),
    ...asked.filter(({ type }) => type === 'validating'),
  ]
  const verdicts: Judgement[] = []
  let completed = asked[0]?.scope === 'Namespaced' ? inNamespace(object) : object
  for (const webhook of inOrder) {
    const review = creationOf(structuredClone(completed), webhook.resource)
    const { lookUps, decide } = webhook.open(review, settings)
    const verdict = decide(cluster)
    const isInformed = lookUps.every(({ from }) => from !== 'queueAccess' && cluster[from] !== undefined)
    verdicts.push(isInformed ? { ...verdict, skipped: [] } : verdict)
    if (!verdict.allowed) break
    completed = applyPatch(completed, verdict.patch)
  }
  return {
    allowed: verdicts.every(({ allowed }) => allowed),
    findings: verdicts.flatMap(({ findings }) => findings),
    skipped: verdicts.flatMap(({ skipped }) => skipped),
  }
}

/** Kubernetes names resources after kinds. Mirrors apimachinery pkg/api/meta: UnsafeGuessKindToResource. */
function isAskedAbout({ resource, operations }: Webhook, { apiVersion, kind }: KubernetesObject): boolean {
  const { group, version, resource: plural } = resource
  const isOfGroup = apiVersion === (group === '' ? version : `${group}/${version}`)
  return isOfGroup && plural === `${kind.toLowerCase()}s` && operations.includes('CREATE')
}

function inNamespace(object: KubernetesObject): KubernetesObject {
  const metadata = object.metadata ?? {}
  if (!isObject(metadata) || metadata.namespace) return object
  return { ...object, metadata: { ...metadata, namespace: 'default' } }
}
