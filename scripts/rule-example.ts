import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { completeJob } from '../src/admission/jobs/complete.ts'
import { creationOf, type Operation, type Requester, type Review } from '../src/admission/review.ts'
import { defaultSettings, type Settings } from '../src/admission/settings.ts'
import type { Cluster, QueueAccess } from '../src/admission/snapshot.ts'
import type { Reported } from '../src/admission/verdict.ts'
import type { Webhook } from '../src/admission/webhook.ts'
import { clusterOf } from '../src/cluster/manifest-cluster.ts'
import { applyPatch } from '../src/kubernetes/json-patch.ts'
import { describeMistake, type KubernetesObject } from '../src/manifests/manifest.ts'
import { parseManifests } from '../src/manifests/parse-manifests.ts'

/** Objects that show what a rule is about: in the folder of its id. */
const folder = new URL('../test/fixtures/rules/', import.meta.url)

export type RuleExample = Readonly<{
  text: string
  /** Those that are not as by default. */
  settings: Partial<Settings>
  operation: Operation
  findings: readonly Reported[]
}>

/**
 * An example of a rule, and what the webhooks find in it under the preset recommended when the rule denies. Throws when it
 * cannot be read.
 */
export function readRuleExample(rule: string, name: 'allowed' | 'found', webhooks: readonly Webhook[]): RuleExample {
  const text = readFileSync(new URL(`${rule}/${name}.yaml`, folder), 'utf8')
  const { operation, settings = {} } = readCircumstances(new URL(`${rule}/review.yaml`, folder))
  const levels = new Map([[rule, 'deny' as const]])
  const strict = { ...defaultSettings, preset: 'recommended' as const, levels, ...settings }
  return { text, settings, ...judgeFirst(objectsIn(text), webhooks, strict, operation) }
}

/** The objects of a text, in their order. */
export function objectsIn(text: string): readonly KubernetesObject[] {
  const { manifests, mistakes } = parseManifests('example', text)
  if (mistakes.length > 0) throw new Error(mistakes.map(describeMistake).join('\n'))
  return manifests.map(({ object }) => object)
}

/** What is found when the first object is applied, or deleted, where the others are in the cluster already. */
export function judgeFirst(
  [object, ...others]: readonly KubernetesObject[],
  webhooks: readonly Webhook[],
  settings: Settings,
  given?: Operation,
): Omit<RuleExample, 'text' | 'settings'> {
  if (object === undefined) throw new Error('there is no object')
  const stored = others.find((other) => keyOf(other) === keyOf(object))
  const operation = given ?? (stored === undefined ? 'CREATE' : 'UPDATE')
  const cluster = { ...clusterOf(others, (job) => completeJob(job, settings)), queueAccess }
  return { operation, findings: judge({ object, oldObject: stored, operation }, webhooks, cluster, settings) }
}

/** Whoever asks in examples may use every queue but the one that is called `private`. */
const queueAccess: QueueAccess = { mayUse: (queue) => queue !== 'private' }
const requester: Requester = { username: 'ada' }

type Circumstances = Readonly<{ operation?: 'DELETE'; settings?: Partial<Settings> }>

const readCircumstances = (file: URL): Circumstances =>
  existsSync(file) ? parse(readFileSync(file, 'utf8')) : ({} satisfies Circumstances)

type Named = Readonly<{ metadata?: Readonly<{ namespace?: string; name?: string }> }>

function keyOf(object: KubernetesObject): string {
  const { namespace = 'default', name = '' } = (object as Named).metadata ?? {}
  return [object.apiVersion, object.kind, namespace, name].join('/')
}

type Asked = Readonly<{ object: KubernetesObject; oldObject: KubernetesObject | undefined; operation: Operation }>

/** As in an API server: all that complete the object, and then all that judge it. */
function judge(
  { object, oldObject, operation }: Asked,
  webhooks: readonly Webhook[],
  cluster: Partial<Cluster>,
  settings: Settings,
): readonly Reported[] {
  const asked = webhooks.filter((webhook) => isAskedAbout(webhook, object) && webhook.operations.includes(operation))
  const complete = (given: KubernetesObject) =>
    asked
      .filter(({ type }) => type === 'mutating')
      .reduce((completed, webhook) => {
        const { patch } = webhook
          .open(creationOf(structuredClone(completed), webhook.resource), settings)
          .decide(cluster)
        return applyPatch(completed, patch)
      }, given)
  const stored = oldObject && complete(oldObject)
  const completed = complete(object)
  return asked.flatMap((webhook) => {
    const given = webhook.type === 'mutating' ? object : completed
    const creation = creationOf(structuredClone(given), webhook.resource)
    const review: Review = {
      ...creation,
      requester,
      operation,
      object: operation === 'DELETE' ? {} : creation.object,
      oldObject: stored,
    }
    return webhook.open(review, settings).decide(cluster).findings
  })
}

function isAskedAbout({ resource: { group, version, resource } }: Webhook, { apiVersion, kind }: KubernetesObject) {
  return apiVersion === (group === '' ? version : `${group}/${version}`) && resource === `${kind.toLowerCase()}s`
}
